import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parseExec, parsePairs } from './parse-dockerfile.mjs';

const run = promisify(execFile);
const STEP_TIMEOUT_MS = 300_000;
/** An id of its own, so that the files it writes can be found; only root can start something as another user. */
const UID = process.getuid?.() === 0 ? 54_321 : undefined;

/**
 * Carries out a Dockerfile's steps on this machine: each stage gets an empty folder for its root, and absolute paths
 * mean that folder. What only a container engine can do (base image, user, volume) is recorded, not done.
 * Returns the last stage, its working folder made unwritable:
 * `{ root, workdir, env, cmd, healthcheck, user, uid, stopSignal, volumes }`.
 */
export async function buildStages(stages, { context, folder, log }) {
  const admitted = await readAdmitted(context);
  const built = new Map();
  for (const { name, steps } of stages) {
    const image = { root: join(folder, name.replaceAll(' ', '-')), workdir: '/', env: {}, volumes: [] };
    await mkdir(image.root);
    for (const step of steps) {
      const carryOut = STEPS[step.instruction];
      if (!carryOut) throw new Error(`${step.instruction} is not known here: teach scripts/image/build-stages.mjs.`);
      await carryOut(image, step, { context, admitted, built, log });
    }
    built.set(name, image);
  }
  const image = { ...[...built.values()].at(-1), uid: UID };
  await run('chmod', ['-R', 'a-w', inside(image, '.')]);
  return image;
}

const inside = (image, path) => join(image.root, resolve(image.workdir, path));

const record = (key, read) => (image, step) => {
  image[key] = read(step);
};

const STEPS = {
  async WORKDIR(image, { rest }) {
    image.workdir = resolve(image.workdir, rest);
    await mkdir(inside(image, '.'), { recursive: true });
  },
  async RUN(image, { rest }, { log }) {
    log(`RUN ${rest}`);
    const command = rest.replaceAll(/(^|[\s="':])\/(?=\w)/g, `$1${image.root}/`);
    const env = { ...process.env, npm_config_audit: 'false', npm_config_fund: 'false', ...image.env };
    await run('/bin/sh', ['-c', command], { cwd: inside(image, '.'), env, timeout: STEP_TIMEOUT_MS }).catch((error) => {
      throw new Error(`RUN ${rest} failed:\n${error.stdout}${error.stderr}`);
    });
  },
  async COPY(image, { flags, rest }, { context, admitted, built, log }) {
    log(`COPY ${flags.from ? `--from=${flags.from} ` : ''}${rest}`);
    const sources = rest.split(/\s+/);
    const target = sources.pop();
    const toFolder = target.endsWith('/') || sources.length > 1;
    for (const source of sources) {
      if (!flags.from && !admitted.has(source)) throw new Error(`.dockerignore keeps ${source} out.`);
      const from = flags.from ? inside(built.get(flags.from), source) : join(context, source);
      const isFolder = (await stat(from)).isDirectory();
      const to = toFolder && !isFolder ? join(inside(image, target), basename(source)) : inside(image, target);
      await cp(from, to, { recursive: true });
    }
  },
  ENV: (image, { rest }) => void Object.assign(image.env, parsePairs(rest)),
  VOLUME: (image, { rest }) => void image.volumes.push(rest),
  USER: record('user', ({ rest }) => rest),
  STOPSIGNAL: record('stopSignal', ({ rest }) => rest),
  HEALTHCHECK: record('healthcheck', ({ flags, rest }) => ({ ...flags, cmd: parseExec(rest) })),
  CMD: record('cmd', ({ rest }) => parseExec(rest)),
  LABEL: () => {},
  EXPOSE: () => {},
};

/** The paths that .dockerignore lets through; ours keeps everything out but these. */
async function readAdmitted(context) {
  const lines = (await readFile(join(context, '.dockerignore'), 'utf8')).split('\n').map((line) => line.trim());
  const patterns = lines.filter((line) => line && !line.startsWith('#'));
  if (patterns[0] !== '*') throw new Error('.dockerignore does not begin by keeping everything out.');
  return new Set(patterns.slice(1).map((pattern) => pattern.replace(/^!/, '')));
}
