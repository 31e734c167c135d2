import type { AnnounceWorld, SubscribedPipeline } from '../../flows/announce-world.js';
import type { Stopped } from '../../killing/start-gate.js';

export interface Occasion {
  world: AnnounceWorld;
  svc: SubscribedPipeline;
  /** Stops what passes on the way to the queue or the table; so many times, or until the function it returns is called. */
  stop(
    service: 'queue' | 'table',
    operation: RegExp,
    when: 'before' | 'after',
    how: Stopped,
    times?: number,
  ): () => void;
}

/** A failure between an event and what a channel reads. In the end the channel has been told once. */
export interface EventFault {
  edge: 'SQS' | 'DynamoDB' | 'Slack' | 'AWS';
  fault: string;
  /** Does it; resolves when all is over. */
  act(occasion: Occasion): Promise<unknown>;
  /** What the channel reads in the end, of top-level messages. */
  seen: RegExp;
  /** Outcomes in the log that may come before the last, as the document has them. */
  logged: string;
}

const failed = /failed in Build/;
const fixed = /works again/;
const throttled = (type: string) => ({ status: 400, body: JSON.stringify({ __type: type, message: 'Rate exceeded' }) });
const down = { status: 503, body: '<html>' };

/** One failure is delivered while something is stopped. */
const through =
  (...fault: Parameters<Occasion['stop']>) =>
  async ({ world, svc, stop }: Occasion) => {
    stop(...fault);
    await world.deliver(svc.fail());
  };

export const EVENT_FAULTS: EventFault[] = [
  {
    edge: 'SQS',
    fault: 'delivers an event five times at once',
    seen: failed,
    logged: 'announced',
    act({ world, svc }) {
      const event = svc.fail();
      return world.deliverAtOnce(event, event, event, event, event);
    },
  },
  {
    edge: 'SQS',
    fault: 'delivers the repair before the failure',
    seen: fixed,
    logged: 'announced',
    act({ world, svc }) {
      const failure = svc.fail();
      return world.deliver(svc.retry().at(-1) ?? '', failure);
    },
  },
  {
    edge: 'SQS',
    fault: 'delivers an event again after it was deleted',
    seen: failed,
    logged: 'announced',
    act({ world, svc }) {
      const event = svc.fail();
      return world.deliver(event, event);
    },
  },
  {
    edge: 'SQS',
    fault: 'loses the deletion',
    seen: failed,
    logged: 'announced',
    act: through('queue', /DeleteMessage/, 'before', down, 3),
  },
  {
    edge: 'SQS',
    fault: 'loses the answer to a deletion',
    seen: failed,
    logged: 'announced',
    act: through('queue', /DeleteMessage/, 'after', 'cut', 1),
  },
  {
    edge: 'SQS',
    fault: 'is down',
    seen: failed,
    logged: 'announced',
    act: through('queue', /ReceiveMessage/, 'before', down, 6),
  },
  {
    edge: 'SQS',
    fault: 'brings a message that is no event before it',
    seen: failed,
    logged: 'malformed, announced',
    async act({ world, svc }) {
      await world.send('{"not":"an event"}');
      await world.deliver(svc.fail());
    },
  },
  {
    edge: 'DynamoDB',
    fault: 'throttles',
    seen: failed,
    logged: 'later, announced',
    act: through('table', /./, 'before', throttled('com.amazonaws.dynamodb.v20120810#ThrottlingException'), 12),
  },
  {
    edge: 'DynamoDB',
    fault: 'is down',
    seen: failed,
    logged: 'later, announced',
    act: through('table', /./, 'before', down, 12),
  },
  {
    edge: 'DynamoDB',
    fault: 'makes a change and loses the answer',
    seen: failed,
    logged: 'announced, or later, announced',
    act: through('table', /UpdateItem/, 'after', 'cut', 1),
  },
  {
    edge: 'DynamoDB',
    fault: 'makes every second change and loses the answer',
    seen: failed,
    logged: 'later, announced',
    act: through('table', /UpdateItem/, 'after', 'cut', 4),
  },
  {
    edge: 'DynamoDB',
    fault: 'refuses every condition for a while',
    seen: failed,
    logged: 'later, announced',
    act: through(
      'table',
      /UpdateItem/,
      'before',
      throttled('com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException'),
      3,
    ),
  },
  {
    edge: 'Slack',
    fault: 'answers a post with 503',
    seen: failed,
    logged: 'later, announced',
    act({ world, svc }) {
      world.slack.faults.add({ on: 'chat.postMessage', channel: svc.channel, times: 2, status: 503 });
      return world.deliver(svc.fail());
    },
  },
  {
    edge: 'Slack',
    fault: 'posts, and its answer is lost',
    seen: failed,
    logged: 'later, announced',
    act({ world, svc }) {
      world.slack.faults.add({ on: 'chat.postMessage', channel: svc.channel, times: 1, drop: 'after' });
      return world.deliver(svc.fail());
    },
  },
  {
    edge: 'Slack',
    fault: 'asks for a second',
    seen: failed,
    logged: 'announced',
    act({ world, svc }) {
      world.slack.faults.add({ on: 'chat.postMessage', channel: svc.channel, times: 1, retryAfter: 1 });
      return world.deliver(svc.fail());
    },
  },
  {
    edge: 'Slack',
    fault: 'finds the blocks invalid',
    seen: failed,
    logged: 'announced',
    act({ world, svc }) {
      world.slack.faults.add({ on: 'chat.postMessage', channel: svc.channel, times: 1, error: 'invalid_blocks' });
      return world.deliver(svc.fail());
    },
  },
  {
    edge: 'AWS',
    fault: 'throttles for a while',
    seen: failed,
    logged: 'later, announced',
    act({ world, svc }) {
      world.aws.faults.throttle = 8;
      return world.deliver(svc.fail());
    },
  },
  {
    edge: 'AWS',
    fault: 'answers 500 for a while',
    seen: failed,
    logged: 'announced, or later, announced',
    act({ world, svc }) {
      world.aws.faults.failNext(6, 500);
      return world.deliver(svc.fail());
    },
  },
];
