// Proves the Dockerfile without Docker: carries its very steps out in empty folders, starts what comes of it as an
// unprivileged user on a tree that nobody may write to, and asks it to get ready, to be healthy and to stop.
// What this does not prove: the base image itself (this machine's Node is used) and the engine's own timing.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildStages } from './image/build-stages.mjs';
import { sendHelpCommand, startFakeSlack } from './image/fake-slack.mjs';
import { parseDockerfile } from './image/parse-dockerfile.mjs';

const run = promisify(execFile);
const context = fileURLToPath(new URL('..', import.meta.url));
/** Nobody else's id, so that whatever it writes can be found. */
const UID = 54_321;
const isRoot = process.getuid?.() === 0;
const READY_WITHIN_MS = 20_000;
/** `docker stop` kills after ten seconds; an idle process has nothing to wait for. */
const STOPPED_WITHIN_MS = 5000;

const log = (line) => process.stdout.write(`  ${line}\n`);
const prove = (claim, holds, found = '') => {
  if (!holds) throw new Error(`Not so: ${claim}${found && ` (${found})`}`);
  log(`✓ ${claim}`);
};

const folder = await mkdtemp(join(tmpdir(), 'image-'));
const slack = await startFakeSlack();
let child;
try {
  await proveImage();
  process.stdout.write('The image’s steps are proven.\n');
} finally {
  child?.kill('SIGKILL');
  slack.stop();
  await run('chmod', ['-R', 'u+w', folder]);
  await rm(folder, { recursive: true });
}

async function proveImage() {
  const stages = parseDockerfile(await readFile(join(context, 'Dockerfile'), 'utf8'));
  prove(
    'every stage is Node 24 slim',
    stages.every(({ from }) => from === 'node:24-slim'),
  );
  const image = await buildStages(stages, { context, folder, log });
  proveForm(image, await readdir(join(image.root, image.workdir)));

  await chmod(folder, 0o755);
  await run('chmod', ['-R', 'a-w', join(image.root, image.workdir)]);
  const before = await treeOf(image.root);
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const signingSecret = 'image-signing-secret';
  const env = environmentOf(image, { port, signingSecret });
  child = start(image, env);
  await untilReady(address, child);
  prove('it gets ready', true);

  const help = await sendHelpCommand(address, { signingSecret, teamId: slack.teamId });
  prove('a signed command is answered', help.ok && (await help.text()).includes('Usage'), help.status);
  const [node, ...words] = image.healthcheck.cmd;
  await run(programOf(node), words, { env });
  prove('the health check says healthy', true);

  const asked = performance.now();
  child.kill(image.stopSignal);
  const [code] = await Promise.race([once(child, 'exit'), wait(STOPPED_WITHIN_MS, ['no exit'], { ref: false })]);
  prove(`${image.stopSignal} → exit 0 in ${Math.round(performance.now() - asked)} ms`, code === 0, code);
  const unhealthy = await run(programOf(node), words, { env }).then(
    () => false,
    () => true,
  );
  prove('the health check says unhealthy once it is gone', unhealthy);

  const written = [...(await treeOf(image.root))].filter((file) => !before.has(file));
  const outside = written.filter((file) => !image.volumes.some((volume) => file.startsWith(volume)));
  prove('it writes nothing of its image but the volume', outside.length === 0, outside.join(', '));
  if (isRoot) {
    const { stdout } = await run('find', [
      '/tmp',
      '/var/tmp',
      '/dev/shm',
      '-uid',
      String(UID),
      '-not',
      '-path',
      `${folder}/*`,
    ]);
    prove('and nothing elsewhere', stdout === '', stdout);
  }
}

function proveForm(image, files) {
  prove('it runs as another user than root', image.user !== undefined && !/^(root|0)(:|$)/.test(image.user));
  prove(
    'it holds the bundle and modules alone',
    files.join(' ') === 'main.mjs main.mjs.map node_modules',
    files.join(' '),
  );
  prove('a process of its own gets the signal', image.cmd[0] === 'node' && image.stopSignal === 'SIGTERM');
  prove('data has a volume', image.volumes.includes(image.env.DATA_DIR));
}

/** What `docker run -e …` would give, and nothing else of this machine's environment. */
function environmentOf(image, { port, signingSecret }) {
  return {
    ...image.env,
    DATA_DIR: join(image.root, image.env.DATA_DIR),
    HOME: '/nonexistent',
    PORT: String(port),
    SLACK_BOT_TOKEN: 'xoxb-image',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.apiUrl,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDIMAGE',
    AWS_SECRET_ACCESS_KEY: 'image',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}

function start(image, env) {
  const [program, ...words] = image.cmd;
  return spawn(programOf(program), words, {
    env,
    cwd: join(image.root, image.workdir),
    stdio: ['ignore', 'ignore', 'inherit'],
    ...(isRoot && { uid: UID, gid: UID }),
  });
}

const programOf = (word) => (word === 'node' ? process.execPath : word);

async function untilReady(address, starting) {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline && starting.exitCode === null) {
    const answer = await fetch(`${address}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await wait(50);
  }
  throw new Error(`Not so: it gets ready (exit code ${starting.exitCode}).`);
}

/** Every file below the root with its time of change, so that a new or changed one shows. */
async function treeOf(root) {
  const files = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  const entries = await Promise.all(
    paths.map(async (path) => `${path.slice(root.length)} ${(await stat(path)).mtimeMs}`),
  );
  return new Set(entries);
}

async function freePort() {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
