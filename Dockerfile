# The bundle holds everything, so the image is Node and the bundle.

# Built on the machine's own architecture: the bundle runs on any.
FROM --platform=$BUILDPLATFORM node:24.21.0-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY playground/package.json playground/package.json
# No package that is used here needs its install script, so none gets to run one.
RUN npm ci --ignore-scripts
COPY scripts/build.mjs scripts/build.mjs
COPY scripts/bundle-options.mjs scripts/bundle-options.mjs
COPY tsconfig.json ./
COPY src src
RUN npm run build

FROM node:24.21.0-slim
LABEL org.opencontainers.image.title="pipeline-actions" \
      org.opencontainers.image.description="A Slack bot that pages through AWS CodePipeline action executions and says why a pipeline failed" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
    PORT=3000
WORKDIR /app
# Source maps are read only with NODE_OPTIONS=--enable-source-maps, which costs 60 MB of memory.
COPY --from=build /app/dist .
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "main.mjs"]
