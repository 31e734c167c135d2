import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const DEBIAN = 'bookworm';
/** A shell, the usual commands, and what Node is linked with. */
const PACKAGES = 'base-files,coreutils,dash,libstdc++6';
/** Each of them makes or enters a file system of its own. */
const TOOLS = [
  ['buildah', '--version'],
  ['mmdebstrap', '--version'],
  ['unshare', '--mount', 'true'],
];

/** Why this machine can't build an image, in words; undefined when it can. */
export async function whyNotBuildah() {
  if (process.getuid?.() !== 0) return 'only root can mount file systems';
  for (const [tool, ...words] of TOOLS) {
    const works = await run(tool, words).then(
      () => true,
      () => false,
    );
    if (!works) return tool === 'unshare' ? 'file systems can’t be mounted here' : `there is no ${tool}`;
  }
  return undefined;
}

/**
 * Builds the Dockerfile as a container engine does. No registry of images is asked: the base image is made of Debian
 * and of the Node that its name says, from npm's registry.
 * Returns the image as `buildStages` does; all its files are below `root`, which can only be read until `remove`.
 */
export async function buildWithBuildah(stages, { context, folder, log }) {
  const where = ['--root', join(folder, 'storage'), '--runroot', join(folder, 'run'), '--storage-driver', 'vfs'];
  const buildah = async (...words) => (await run('buildah', [...where, ...words], { maxBuffer: 1e8 })).stdout.trim();
  const base = stages.at(-1).from;
  log(`making ${base} of Debian ${DEBIAN}`);
  await makeBase(buildah, base, folder);

  const policy = join(folder, 'policy.json');
  await writeFile(policy, JSON.stringify({ default: [{ type: 'insecureAcceptAnything' }] }));
  log('buildah bud');
  const mounts = (await npmSettings(folder)).flatMap((mount) => ['--volume', mount]);
  const form = ['--isolation', 'chroot', '--format', 'docker', '--signature-policy', policy];
  await buildah('bud', ...form, '--pull-never', ...mounts, '--tag', 'app', context);

  const { Docker } = JSON.parse(await buildah('inspect', '--type', 'image', 'app'));
  const files = await buildah('mount', await buildah('from', '--pull-never', '--signature-policy', policy, 'app'));
  const root = join(folder, 'root');
  await mkdir(root);
  await run('mount', ['--bind', files, root]);
  await run('mount', ['-o', 'remount,ro,bind', root]);
  const uid = Number((await run('chroot', [root, 'id', '-u', Docker.config.User])).stdout);
  const remove = () => run('umount', [root]);
  return { root, isWhole: true, uid, remove, ...formOf(Docker.config) };
}

/** Debian with Node, npm and the user `node`, under the name that the Dockerfile takes it by. */
async function makeBase(buildah, name, folder) {
  const version = /^node:(\d+\.\d+\.\d+)-slim$/.exec(name)?.[1];
  if (!version) throw new Error(`${name} is not a Node whose version is known.`);
  const container = await buildah('from', 'scratch');
  const root = await buildah('mount', container);
  const form = ['--quiet', '--variant=extract', `--include=${PACKAGES}`];
  await run('mmdebstrap', [...form, DEBIAN, join(folder, 'base.tar')]);
  await run('tar', ['-xf', join(folder, 'base.tar'), '-C', root, '--exclude=./dev/*']);
  const packages = [`node-linux-${process.arch}@${version}`, 'npm@11'];
  const [node, npm] = (await run('npm', ['pack', '--silent', ...packages], { cwd: folder })).stdout.trim().split('\n');
  const local = join(root, 'usr/local');
  await mkdir(join(local, 'lib/node_modules/npm'), { recursive: true });
  await run('tar', ['-xzf', join(folder, node), '-C', local, '--strip-components=1', 'package/bin/node']);
  await run('tar', ['-xzf', join(folder, npm), '-C', join(local, 'lib/node_modules/npm'), '--strip-components=1']);
  await writeFile(join(local, 'bin/npm'), '#!/bin/sh\nexec node /usr/local/lib/node_modules/npm/bin/npm-cli.js "$@"\n');
  await chmod(join(local, 'bin/npm'), 0o755);
  await writeFile(join(root, 'etc/passwd'), 'root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n');
  await writeFile(join(root, 'etc/group'), 'root:x:0:\nnode:x:1000:\n');
  await buildah('config', '--env', 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', container);
  await buildah('commit', '--quiet', '--rm', container, name);
}

/** What npm on this machine knows of its registry, for the steps that ask it; without anything secret. */
async function npmSettings(folder) {
  const config = JSON.parse((await run('npm', ['config', 'list', '--json'])).stdout);
  const file = join(folder, 'npmrc');
  const lines = [`registry=${config.registry}`, ...(config.cafile ? [`cafile=${config.cafile}`] : [])];
  await writeFile(file, `${lines.join('\n')}\naudit=false\nfund=false\n`);
  return [`${file}:/root/.npmrc:ro`, ...(config.cafile ? [`${config.cafile}:${config.cafile}:ro`] : [])];
}

/** Docker's configuration of an image, in the words of the Dockerfile. */
function formOf(config) {
  const [kind, ...cmd] = config.Healthcheck.Test;
  if (kind !== 'CMD') throw new Error(`The health check runs in a shell: ${kind}`);
  return {
    workdir: config.WorkingDir,
    env: Object.fromEntries(config.Env.map((pair) => [pair.split('=', 1)[0], pair.slice(pair.indexOf('=') + 1)])),
    cmd: config.Cmd,
    healthcheck: { cmd },
    user: config.User,
    stopSignal: config.StopSignal,
    volumes: Object.keys(config.Volumes ?? {}),
  };
}
