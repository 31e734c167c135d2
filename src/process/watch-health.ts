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
  /** Undefined when the bot can work; dead letters are for the operators, and keep it from nothing. */
  trouble(): string | undefined;
  stop(): void;
}

/** Follows every call, checks Slack and the queue each minute, and tells operators when trouble begins and ends. */
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
    trouble: () =>
      troubles
        .current()
        .filter(({ kind }) => kind !== 'dead-letters')
        .map(troubleInWords)[0],
    stop() {
      stopping.abort();
      clearInterval(timer);
      deaf();
    },
  };
}

/** Only the process that holds the claim reports the beginning and the end. */
async function tell(
  { operators, told, log }: Watching,
  trouble: Trouble,
  isOver: boolean,
  signal: AbortSignal,
): Promise<void> {
  const ask = async () => (isOver ? told?.release(trouble.kind) : told?.claim(trouble.kind));
  // Without the table there are no claims: a report from each process is better than none.
  const isMine = trouble.kind === 'table' || ((await ask().catch(() => true)) ?? true);
  if (!isMine) return;
  const message = isOver ? troubleOverView(trouble, new Date()) : troubleView(trouble);
  await untilReached({ what: 'Slack', attempt: () => operators.post(message), passing: codeOfPassing, log, signal });
}

function codeOfPassing(error: unknown): string | undefined {
  const isPassing = error instanceof SlackProblem && ['not-sent', 'rate-limited'].includes(error.kind);
  return isPassing && !refusesToken(error.code) ? error.code : undefined;
}
