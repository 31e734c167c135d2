import type { Logger } from 'pino';
import { SlackProblem } from '../domain/slack-problem.js';
import { createTroubles, type Trouble } from '../domain/trouble.js';
import type { OperatorChannel } from '../gateways/operator-channel.js';
import { refusesToken } from '../gateways/slack.js';
import type { TroubleStore } from '../gateways/trouble-store.js';
import type { Metrics, QueueDepth } from '../runtime/metrics.js';
import { onCall } from '../runtime/trace.js';
import { untilReached } from '../runtime/until-reached.js';
import { troubleInWords, troubleOverView, troubleView } from '../views/trouble.js';

const EVERY_MS = 60_000;

export interface Watching {
  operators: OperatorChannel;
  told?: TroubleStore | undefined; // absent without a table: each process reports for itself
  depth?: (() => Promise<QueueDepth>) | undefined;
  metrics: Metrics;
  log: Logger;
  everyMs?: number | undefined;
}

export interface HealthWatch {
  /** Undefined when the bot can work. */
  trouble(): string | undefined;
  stop(): void;
}

/**
 * Follows every call, checks Slack and the queue once a minute, and reports trouble to the operators when it begins and
 * ends.
 */
export function watchHealth(watching: Watching): HealthWatch {
  const { operators, depth, metrics, log, everyMs = EVERY_MS } = watching;
  const now = () => new Date();
  const stopping = new AbortController();
  const troubles = createTroubles(now, (trouble, isOver) => {
    metrics.trouble(trouble.kind, !isOver);
    const { kind, code } = trouble;
    log[isOver ? 'info' : 'error']({ what: 'trouble', kind, code }, isOver ? 'trouble is over' : 'trouble');
    tell(watching, trouble, isOver, stopping.signal).catch((error: Error) =>
      log.warn({ what: 'trouble', err: error.message }, 'not told'),
    );
  });
  const deaf = onCall((call) => {
    metrics.called(call);
    troubles.hear(call);
  });
  const look = async () => {
    const [, counted] = await Promise.allSettled([operators.checkToken(), depth?.()]);
    if (counted.status !== 'fulfilled' || !counted.value) return;
    metrics.depth(counted.value);
    if (counted.value.deadLetters !== undefined) troubles.hearDeadLetters(counted.value.deadLetters);
  };
  const timer = setInterval(() => void look(), everyMs).unref();
  return {
    trouble: () => troubles.current().map(troubleInWords)[0],
    stop() {
      stopping.abort();
      clearInterval(timer);
      deaf();
    },
  };
}

/** Reports once for all processes: the claim's holder reports both beginning and end. */
async function tell({ operators, told }: Watching, trouble: Trouble, isOver: boolean): Promise<void> {
  // Without the table there are no claims.
  const isMine =
    told && trouble.kind !== 'table' ? await (isOver ? told.release(trouble.kind) : told.claim(trouble.kind)) : true;
  if (isMine) await operators.post(isOver ? troubleOverView(trouble, new Date()) : troubleView(trouble));
}
