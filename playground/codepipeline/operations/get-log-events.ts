import { type LogEvent, printLog } from '../account/print-log.js';
import { AwsError } from '../aws-error.js';
import type { InputOf } from '../constraints.js';
import type { Context } from './context.js';

type Input = InputOf<'GetLogEvents'>;

/**
 * A page of a log stream in ascending order: the newest without a token, unless startFromHead asks for the oldest. Both
 * tokens are always present; at the end AWS returns the token it was sent.
 */
export function getLogEvents(context: Context, input: Input) {
  const events = eventsOf(context, input).filter(
    ({ timestamp }) => timestamp >= (input.startTime ?? 0) && timestamp < (input.endTime ?? Number.POSITIVE_INFINITY),
  );
  const [from, to] = rangeOf(input, events.length);
  return {
    events: events.slice(from, to),
    nextForwardToken: token('f', to),
    nextBackwardToken: token('b', from),
  };
}

function eventsOf({ account, region, faults }: Context, input: Input): LogEvent[] {
  const { logGroupName, logGroupIdentifier, logStreamName } = input;
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined)) {
    const message = 'Exactly one of logGroupName and logGroupIdentifier must be specified.';
    throw new AwsError('InvalidParameterException', message);
  }
  const group = logGroupName ?? logGroupIdentifier?.replace(/^arn:.*:log-group:/, '') ?? '';
  const work = faults.missingLogs ? undefined : account.work.byLogStream(region, group, logStreamName);
  if (work) return printLog(work);
  const missing = account.work.hasLogGroup(region, group) ? 'stream' : 'group';
  throw new AwsError('ResourceNotFoundException', `The specified log ${missing} does not exist.`);
}

function rangeOf({ nextToken, limit = 10_000, startFromHead = false }: Input, count: number): [number, number] {
  if (nextToken === undefined) return startFromHead ? [0, Math.min(limit, count)] : [Math.max(0, count - limit), count];
  const [, way, digits] = /^([fb])\/(\d{56})\/s$/.exec(nextToken) ?? [];
  if (digits === undefined) throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
  const at = Math.min(Number(digits), count);
  return way === 'f' ? [at, Math.min(at + limit, count)] : [Math.max(0, at - limit), at];
}

/** As long as real ones: direction, 56 digits, and the letter s. */
function token(way: 'f' | 'b', position: number): string {
  return `${way}/${String(position).padStart(56, '0')}/s`;
}
