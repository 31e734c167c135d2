// Proves the Dockerfile without Docker: builds it, starts what comes of it as an unprivileged user on files that nobody
// may write to, and asks it to get ready, to be healthy and to stop. Where buildah and mmdebstrap are, it is built for
// real; elsewhere its very steps are carried out in empty folders, with this machine's Node.
// What this does not prove: the real base image, and a container engine's own timing.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, lstat, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildStages } from './image/build-stages.mjs';
import { buildWithBuildah, whyNotBuildah } from './image/build-with-buildah.mjs';
import { sendHelpCommand, startFakeSlack } from './image/fake-slack.mjs';
import { parseDockerfile } from './image/parse-dockerfile.mjs';
import { commandOf, startImage, untilReady } from './image/start-image.mjs';

const run = promisify(execFile);
const context = fileURLToPath(new URL('..', import.meta.url));
/** `docker stop` kills after ten seconds; an idle process has nothing to wait for. */
const STOPPED_WITHIN_MS = 5000;
const SIGNING_SECRET = 'image-signing-secret';

const folder = await mkdtemp(join(tmpdir(), 'image-'));
const slack = await startFakeSlack();
let started;
let image;
try {
  image = await build();
  proveForm(await readdir(join(image.root, image.workdir)));
  const before = await treeOf(image.root);
  await proveLife();
  await proveNothingWritten(before);
  log('The image is proven.');
} finally {
  started?.child.kill('SIGKILL');
  slack.stop();
  await image?.remove?.();
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
  const bases = new Set(stages.map(({ from }) => from));
  prove('every stage is one slim Node 24', bases.size === 1 && /^node:24\.\d+\.\d+-slim$/.test([...bases][0]));
  const options = { context, folder, log: (line) => log(`    ${line}`) };
  const reason = await whyNotBuildah();
  if (!reason) return buildWithBuildah(stages, options);
  log(`  Not built for real: ${reason}. Its steps are carried out here instead.`);
  return buildStages(stages, options);
}

function proveForm(files) {
  const held = files.sort().join(' ');
  prove('it runs as another user than root', image.user && !/^(root|0)(:|$)/.test(image.user), image.user);
  prove('it holds the bundle and nothing else', held === 'chunks main.mjs main.mjs.map', held);
  prove('its first process is Node, which gets the signal', image.cmd[0] === 'node' && image.stopSignal === 'SIGTERM');
  prove('it has no volume', image.volumes.length === 0);
}

async function proveLife() {
  started = await startImage(image, settings());
  const { child, env, address } = started;
  prove(`it is ready within ${await untilReady(address, child)} ms`, true);

  const help = await sendHelpCommand(address, { signingSecret: SIGNING_SECRET, teamId: slack.teamId });
  const answer = await help.text();
  prove('it answers a signed command', help.ok && answer.includes('"text":"Type /pipeline-actions'), answer);
  prove('its health check says healthy', await isHealthy(env));

  const asked = performance.now();
  child.kill(image.stopSignal);
  const [code] = await Promise.race([once(child, 'exit'), wait(STOPPED_WITHIN_MS, ['no exit'], { ref: false })]);
  prove(
    `${image.stopSignal} ends it with exit code 0 in ${Math.round(performance.now() - asked)} ms`,
    code === 0,
    code,
  );
  prove('its health check then says unhealthy', !(await isHealthy(env)));
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
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}

function isHealthy(env) {
  const { program, words, options } = commandOf(image, image.healthcheck.cmd);
  return run(program, words, { ...options, env }).then(
    () => true,
    () => false,
  );
}

async function proveNothingWritten(before) {
  const written = [...(await treeOf(image.root))].filter((file) => !before.has(file));
  prove('it writes nothing in its image', written.length === 0, written.join(', '));
  if (image.uid === undefined) return;
  const elsewhere = ['/tmp', '/var/tmp', '/dev/shm', '-uid', String(image.uid), '-not', '-path', `${folder}/*`];
  const { stdout } = await run('find', elsewhere);
  prove('it writes nothing anywhere else', stdout === '', stdout);
}

/** Every file below the root with its time of change, so that a new or changed one shows. */
async function treeOf(root) {
  const files = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  const stamped = paths.map(async (path) => `${path.slice(root.length)} ${(await lstat(path)).mtimeMs}`);
  return new Set(await Promise.all(stamped));
}
