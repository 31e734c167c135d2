import { isMet, toRows } from './figure.js';
import { measureDrain } from './load-drain.js';
import { measurePaging } from './load-paging.js';
import { describeMachine, loadNow } from './machine.js';
import { stopPrograms } from './start-program.js';
import { startWorld } from './world.js';
import { writeFigures } from './write-figures.js';

// `npm run load` says whether the bot bears what docs/reliability.md promises; with fewer events it is quicker, and says less.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const events = Number(process.argv[2] ?? 10_000);
if (!(events > 0)) {
  console.error('npm run load -- [events], 10,000 unless told.');
  process.exit(1);
}
const before = loadNow();
const world = await startWorld();
const paging = await measurePaging(world, Math.min(60, Math.ceil(events / 100)));
await stopPrograms();
const drain = await measureDrain(world, events);
await stopPrograms();
await world.stop();

const figures = [...paging, ...drain];
const lines = [
  `On ${new Date().toISOString().slice(0, 10)}, ${describeMachine()}; the load average was ${before} before.`,
  '',
  ...['| `npm run load` | | Wanted |', '| --- | ---: | --- |'],
  ...toRows(figures),
];
console.log(lines.join('\n'));
writeFigures('load', lines);
if (!figures.every(isMet)) process.exitCode = 1;
