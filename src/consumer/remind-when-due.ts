import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { PipelineKey } from '../domain/incident.js';

export interface DueList {
  /** What is due by now, each under the key that `forget` takes. @throws AwsProblem */
  due(): Promise<{ key: string; pipeline: PipelineKey }[]>;
  forget(key: string): Promise<void>;
}

/**
 * Looks at pipelines when something is due in a channel, every so many seconds. All replicas look, and the channel is
 * told once; what went wrong is due again the next time.
 */
export async function remindWhenDue(
  list: DueList,
  look: (pipeline: PipelineKey) => Promise<PromiseSettledResult<unknown>[]>,
  { everySeconds, signal, log }: { everySeconds: number; signal: AbortSignal; log: Logger },
): Promise<void> {
  while (!signal.aborted) {
    await delay(everySeconds * 1000, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    try {
      for (const { key, pipeline } of await list.due()) {
        const settled = await look(pipeline);
        const isDone = settled.every(({ status }) => status === 'fulfilled');
        if (isDone) await list.forget(key);
        log.info(
          { what: 'reminder', outcome: isDone ? 'looked' : 'later', pipeline: pipeline.pipelineName },
          'reminder',
        );
      }
    } catch (error) {
      log.warn({ what: 'reminder', err: (error as Error).message }, 'what is due can’t be read');
    }
  }
}
