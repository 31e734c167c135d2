import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import { awsClientConfig } from '../gateways/call-aws.js';
import { createCodePipeline } from '../gateways/code-pipeline.js';
import { ConfigProblem, readConfig } from '../runtime/config.js';
import { startBot } from './start-bot.js';

/** After this the process ends, whatever is still in flight. */
const STOP_DEADLINE_MS = 15_000;

function explain(error: unknown): void {
  if (error instanceof ConfigProblem) {
    process.stderr.write(
      `pipeline-actions can’t start:\n${error.problems.map((problem) => `  ${problem}\n`).join('')}`,
    );
  } else {
    process.stderr.write(`pipeline-actions can’t start: ${(error as Error).message}\n`);
  }
}

const hasRegion = () =>
  createCodePipeline(awsClientConfig)
    .defaultRegion()
    .then(Boolean, () => false);

async function main(): Promise<void> {
  const config = readConfig(process.env, await hasRegion());
  const logger = pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const stopping = new AbortController();
  const starting = startBot({ config, log: logger, signal: stopping.signal });
  closeWithGrace({ delay: STOP_DEADLINE_MS, logger: false }, async ({ err, signal }) => {
    if (err) logger.fatal({ name: err.name, stack: err.stack?.split('\n').slice(1, 7) }, 'unexpected error');
    logger.info({ signal }, 'stopping');
    stopping.abort();
    const bot = await starting.catch(() => undefined);
    await bot?.stop();
    logger.info('stopped');
  });
  await starting;
}

main().catch((error: unknown) => {
  if (error instanceof DOMException && error.name === 'AbortError') return;
  explain(error);
  process.exit(1);
});
