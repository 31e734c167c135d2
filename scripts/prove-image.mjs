// Proves the Dockerfile without Docker: carries its very steps out in empty folders, starts what comes of it as an
// unprivileged user on a tree that nobody may write to, and asks it to get ready, to be healthy and to stop.
// What this does not prove: the base image itself (this machine's Node is used) and the engine's own timing.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildStages } from './image/build-stages.mjs';
import { sendHelpCommand, startFakeSlack } from './image/fake-slack.mjs';
import { parseDockerfile } from './image/parse-dockerfile.mjs';
import { programOf, startImage, untilReady } from './image/start-image.mjs';

const run = promisify(execFile);
const context = fileURLToPath(new URL('..', import.meta.url));
/** Nobody else's id, so that whatever it writes can be found; only root can start something as someone else. */
const UID = process.getuid?.() === 0 ? 54_321 : undefined;
/** `docker stop` kills after ten seconds; an idle process has nothing to wait for. */
const STOPPED_WITHIN_MS = 5000;
const SIGNING_SECRET = 'image-signing-secret';

const folder = await mkdtemp(join(tmpdir(), 'image-'));
const slack = await startFakeSlack();
let started;
try {
  const image = await build();
  proveForm(image, await readdir(join(image.root, image.workdir)));
  await run('chmod', ['-R', 'a-w', join(image.root, image.workdir)]);
  const before = await treeOf(image.root);
  await proveLife(image);
  await proveNothingWritten(image, before);
  log('The image’s steps are proven.');
} finally {
  started?.child.kill('SIGKILL');
  slack.stop();
  await run('chmod', ['-R', 'u+w', folder]);
  await rm(folder, { recursive: true });
}

function log(line) {
  process.stdout.write(`${line}\n`);
}

function prove(claim, holds, found = '') {
  if (!holds) throw new Error(`Not so: ${claim}${found && ` (${found})`}`);
  log(`  ✓ ${claim}`);
}

async function build() {
  // mkdtemp's folders are for their owner alone, and the program is to be someone else.
  await chmod(folder, 0o755);
  const stages = parseDockerfile(await readFile(join(context, 'Dockerfile'), 'utf8'));
  const isSlim = stages.every(({ from }) => from === 'node:24-slim');
  prove('every stage is Node 24 slim', isSlim);
  return buildStages(stages, { context, folder, log: (line) => log(`    ${line}`) });
}

function proveForm(image, files) {
  const held = files.sort().join(' ');
  prove('it runs as another user than root', image.user !== undefined && !/^(root|0)(:|$)/.test(image.user));
  prove('it holds the bundle and the modules outside it', held === 'chunks main.mjs main.mjs.map node_modules', held);
  prove('its first process is Node, which gets the signal', image.cmd[0] === 'node' && image.stopSignal === 'SIGTERM');
  prove('its data has a volume', image.volumes.includes(image.env.DATA_DIR));
}

async function proveLife(image) {
  started = await startImage(image, settings(), UID);
  const { child, env, address } = started;
  prove(`it is ready within ${await untilReady(address, child)} ms`, true);

  const kept = await readdir(env.DATA_DIR);
  prove('its table is in the volume', kept.includes('table'), kept.join(' '));
  const help = await sendHelpCommand(address, { signingSecret: SIGNING_SECRET, teamId: slack.teamId });
  prove('it answers a signed command', help.ok && (await help.text()).includes('Usage'), help.status);
  prove('its health check says healthy', await isHealthy(image, env));

  const asked = performance.now();
  child.kill(image.stopSignal);
  const [code] = await Promise.race([once(child, 'exit'), wait(STOPPED_WITHIN_MS, ['no exit'], { ref: false })]);
  prove(
    `${image.stopSignal} ends it with exit code 0 in ${Math.round(performance.now() - asked)} ms`,
    code === 0,
    code,
  );
  prove('its health check then says unhealthy', !(await isHealthy(image, env)));
}

function settings() {
  return {
    HOME: '/nonexistent',
    SLACK_BOT_TOKEN: 'xoxb-image',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDIMAGE',
    AWS_SECRET_ACCESS_KEY: 'image',
    // Nobody listens there: the queue can't be read, and the table's engine starts all the same.
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    FAILURE_QUEUE_URL: 'http://127.0.0.1:9/123456789012/pipeline-failures',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}

function isHealthy(image, env) {
  const [program, ...words] = image.healthcheck.cmd;
  return run(programOf(program), words, { env }).then(
    () => true,
    () => false,
  );
}

async function proveNothingWritten(image, before) {
  const written = [...(await treeOf(image.root))].filter((file) => !before.has(file));
  const outside = written.filter((file) => !image.volumes.some((volume) => file.startsWith(volume)));
  prove('it writes nothing in its image but the volume', outside.length === 0, outside.join(', '));
  if (UID === undefined) return;
  const elsewhere = ['/tmp', '/var/tmp', '/dev/shm', '-uid', String(UID), '-not', '-path', `${folder}/*`];
  const { stdout } = await run('find', elsewhere);
  prove('it writes nothing anywhere else', stdout === '', stdout);
}

/** Every file below the root with its time of change, so that a new or changed one shows. */
async function treeOf(root) {
  const files = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  const stamped = paths.map(async (path) => `${path.slice(root.length)} ${(await stat(path)).mtimeMs}`);
  return new Set(await Promise.all(stamped));
}
