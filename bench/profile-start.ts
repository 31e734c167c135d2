import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { World } from './world.js';

/** The part of a start that one package, or Node.js, takes. */
export interface Share {
  name: string;
  ms: number;
}

interface Profile {
  nodes: {
    callFrame: { functionName: string; url: string };
    /** Samples by line, counted from 1. */
    positionTicks?: { line: number; ticks: number }[];
  }[];
  samples: number[];
  /** Microseconds. */
  startTime: number;
  endTime: number;
}

const SHOWN = 12;
// Wraps every module, so it comes before any module's comment in the bundle.
const COMPILING = 'compiling modules as they are first used';

/** Starts the bot under V8's sampling profiler and adds up the samples by package. */
export async function profileStart(world: World): Promise<Share[]> {
  const { folder, bot } = world.programs;
  const options = ['--cpu-prof', '--cpu-prof-interval=200', `--cpu-prof-dir=${folder}`, '--cpu-prof-name=start'];
  await (await world.startBot(options)).stop();
  const profile = JSON.parse(await readFile(join(folder, 'start'), 'utf8')) as Profile;
  return addUp(profile, await ownersIn(dirname(bot)));
}

/** Owner of each line, by URL of the bundle's file. */
async function ownersIn(folder: string): Promise<Map<string, string[]>> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.mjs'));
  const owners = files.map(async (file) => {
    const path = join(folder, file);
    return [pathToFileURL(path).href, ownersOf(await readFile(path, 'utf8'))] as const;
  });
  return new Map(await Promise.all(owners));
}

/** By esbuild's comments in the bundle. */
function ownersOf(bundle: string): string[] {
  let owner = COMPILING;
  return bundle.split('\n').map((line) => {
    const [, name, own] = /^\s*\/\/ (?:\S*node_modules\/((?:@[^/]+\/)?[^/]+)|(src)\/).*\.\w+$/.exec(line) ?? [];
    owner = name ? `\`${name}\`` : own ? 'the bot’s own code' : owner;
    return owner;
  });
}

function addUp({ nodes, samples, startTime, endTime }: Profile, owners: Map<string, string[]>): Share[] {
  const msOfTick = (endTime - startTime) / 1000 / samples.length;
  const total = new Map<string, number>();
  for (const { callFrame, positionTicks = [] } of nodes) {
    for (const { line, ticks } of positionTicks) {
      const name = nameOf(callFrame, owners.get(callFrame.url)?.[line - 1]);
      if (name) total.set(name, (total.get(name) ?? 0) + ticks * msOfTick);
    }
  }
  const shares = [...total].map(([name, ms]) => ({ name, ms })).sort((a, b) => b.ms - a.ms);
  const rest = shares.slice(SHOWN).reduce((sum, { ms }) => sum + ms, 0);
  return [...shares.slice(0, SHOWN), { name: `${Math.max(0, shares.length - SHOWN)} more`, ms: rest }];
}

/** Empty while nothing ran. */
function nameOf({ functionName }: Profile['nodes'][number]['callFrame'], owner = 'Node.js itself'): string {
  if (functionName === '(idle)') return '';
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (functionName === 'compileSourceTextModule') return 'reading and compiling the bundle';
  return owner;
}
