import { measureClick } from './click.js';
import { measureCommand } from './command.js';
import { measureDeepPage } from './deep-page.js';
import { measureFailureBurst } from './failure-burst.js';
import { measureFailureLatency } from './failure-latency.js';
import { measureFailureRate } from './failure-rate.js';
import { loadNow } from './machine.js';
import { measureMemory } from './memory.js';
import { printReport } from './print-report.js';
import type { Report } from './report.js';
import { stopPrograms } from './start-program.js';
import { measureStartUp } from './start-up.js';
import { measureThroughput } from './throughput.js';
import { startWorld, type World } from './world.js';
import { writeDocument } from './write-document.js';

/** `npm run bench` measures everything and writes the document; `npm run bench -- click` prints one part. */
const PARTS: Record<string, (world: World) => Promise<Report>> = {
  command: measureCommand,
  click: measureClick,
  throughput: measureThroughput,
  'deep-page': measureDeepPage,
  memory: measureMemory,
  'start-up': measureStartUp,
  'failure-latency': measureFailureLatency,
  'failure-burst': measureFailureBurst,
  'failure-rate': measureFailureRate,
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length) {
  console.error(`There is no part ${unknown.join(', ')}: the parts are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(1);
}

const before = loadNow();
const world = await startWorld();
const reports: Report[] = [];
for (const [name, measure] of Object.entries(PARTS)) {
  if (wanted.length && !wanted.includes(name)) continue;
  world.setLatency(0);
  const report = await measure(world);
  await stopPrograms();
  printReport(report);
  reports.push(report);
}
await world.stop();
if (!wanted.length) await writeDocument(reports, { before, after: loadNow() });
