import type { World } from '../../flows/start-world.js';

/** A failure of AWS's while a person waits for a page. */
export interface AwsFault {
  fault: string;
  set(world: World): void;
  /** What the person reads, from its beginning. */
  seen: string;
  /** The outcome in the log. */
  logged: string;
}

const failing =
  (status: number, body: string | object, times = 3) =>
  (world: World) =>
    world.aws.faults.failNext(times, status, typeof body === 'string' ? body : JSON.stringify(body));
const refusing = (type: string, message = '') => failing(400, { __type: type, message });

const BROKEN = 'Something is broken at AWS. Try again in a minute.';
const PAGE = 'checkout-service';

export const AWS_FAULTS: AwsFault[] = [
  {
    fault: 'throttles once',
    set: ({ aws }) => Object.assign(aws.faults, { throttle: 1 }),
    seen: PAGE,
    logged: 'page',
  },
  {
    fault: 'throttles',
    set: ({ aws }) => Object.assign(aws.faults, { throttle: true }),
    seen: 'AWS is getting too many requests right now.',
    logged: 'throttled',
  },
  { fault: 'answers 500 once', set: failing(500, '', 1), seen: PAGE, logged: 'page' },
  { fault: 'answers 500', set: failing(500, ''), seen: BROKEN, logged: 'service-fault' },
  {
    fault: 'takes 3 seconds',
    set: ({ aws }) => Object.assign(aws.faults, { latencyMs: 3000 }),
    seen: PAGE,
    logged: 'page',
  },
  {
    fault: 'hangs',
    set: ({ aws }) => Object.assign(aws.faults, { hang: true }),
    seen: 'AWS did not answer in time.',
    logged: 'timed-out',
  },
  { fault: 'answers with a page of HTML', set: failing(502, '<html>'), seen: BROKEN, logged: 'service-fault' },
  { fault: 'answers 200 and HTML', set: failing(200, '<html>'), seen: BROKEN, logged: 'service-fault' },
  { fault: 'answers 200 and nothing', set: failing(200, ''), seen: BROKEN, logged: 'service-fault' },
  {
    fault: 'answers 200 and half of its answer',
    set: failing(200, '{"actionExecutionDetails":[{"stageName":"Bu'),
    seen: BROKEN,
    logged: 'service-fault',
  },
  {
    fault: 'answers 200 with a date that is none',
    set: failing(
      200,
      { actionExecutionDetails: [{ stageName: 'Build', actionName: 'Build', status: 'Failed', startTime: 1e15 }] },
      1,
    ),
    seen: PAGE,
    logged: 'page',
  },
  {
    fault: 'denies access',
    set: ({ aws }) => Object.assign(aws.faults, { denyAccess: true }),
    seen: 'This bot may not read that: it lacks the permission codepipeline:ListActionExecutions',
    logged: 'access-denied',
  },
  {
    fault: 'finds the credentials expired',
    set: refusing('ExpiredTokenException'),
    seen: 'AWS doesn’t accept this bot’s credentials',
    logged: 'no-credentials',
  },
  {
    fault: 'finds the clock wrong',
    set: refusing('RequestTimeTooSkewed'),
    seen: 'This bot’s clock is',
    logged: 'wrong-clock',
  },
  {
    fault: 'gives a token that it takes no more',
    set: refusing('InvalidNextTokenException'),
    seen: 'AWS ',
    logged: 'invalid-token',
  },
  {
    fault: 'can’t be reached',
    set: ({ aws }) => void aws.stop(),
    seen: 'AWS can’t be reached.',
    logged: 'unreachable',
  },
];
