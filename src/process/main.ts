import { pino } from 'pino';
import { awsClientConfig } from '../gateways/call-aws.js';
import { createCodePipeline } from '../gateways/code-pipeline.js';
import { ConfigProblem, readConfig } from '../runtime/config.js';
import { createMetrics } from '../runtime/metrics.js';
import { stopOnSignal } from '../runtime/stop-on-signal.js';
import { startBot } from './start-bot.js';

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

/** A bug for the log, without its message, which could quote a user's text. */
const traceOf = (error: unknown) => {
  const { name = typeof error, stack } = (error ?? {}) as Partial<Error>;
  return { name, stack: stack?.split('\n').slice(1, 7) };
};

async function main(): Promise<void> {
  const config = readConfig(process.env, await hasRegion());
  const log = pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const metrics = createMetrics();
  const stopping = new AbortController();
  const starting = startBot({ config, log, metrics, signal: stopping.signal });
  stopOnSignal({
    async stop(because) {
      log.info({ because }, 'stopping');
      stopping.abort();
      const bot = await starting.catch(() => undefined);
      await bot?.stop();
      log.info('stopped');
    },
    onRejection(reason) {
      metrics.rejectionWithoutOwner();
      log.error(traceOf(reason), 'an unhandled rejection');
    },
    onException: (error) => log.fatal(traceOf(error), 'unexpected error'),
  });
  await starting;
}

main().catch((error: unknown) => {
  if (error instanceof DOMException && error.name === 'AbortError') return;
  explain(error);
  process.exit(1);
});
