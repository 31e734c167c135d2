# The bundle holds everything but dynalite, which has a native module; so the image is Node, the bundle and that.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package that is used here needs its install script, so none gets to run one.
RUN npm ci --ignore-scripts
COPY scripts/build.mjs scripts/build.mjs
COPY scripts/bundle-options.mjs scripts/bundle-options.mjs
COPY tsconfig.json ./
COPY src src
RUN npm run build

FROM node:24-slim AS modules
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts
COPY scripts/copy-externals.mjs scripts/copy-externals.mjs
RUN node scripts/copy-externals.mjs dynalite externals

FROM node:24-slim
LABEL org.opencontainers.image.title="pipeline-actions" \
      org.opencontainers.image.description="A Slack bot that pages through AWS CodePipeline action executions and says why a pipeline failed" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
    PORT=3000 \
    DATA_DIR=/data
# Writable for whatever user id the container is started with; nothing else has to be.
RUN mkdir -m 1777 /data
VOLUME /data
WORKDIR /app
COPY --from=modules /app/externals node_modules
# Source maps are read only with NODE_OPTIONS=--enable-source-maps, which costs 60 MB of memory.
COPY --from=build /app/dist .
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "main.mjs"]
