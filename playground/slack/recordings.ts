import { createAnnouncer } from './announcer.js';
import type { Json, Message } from './protocol.js';

/** A call of the bot: a Web API method, `response_url` or `upload`. */
export interface RecordedRequest {
  method: string;
  args: Json;
  /** Milliseconds since 1970. */
  at: number;
  /** Milliseconds until the answer; -1 without one. */
  ms: number;
  /** 0 when the connection was cut or left hanging. */
  status: number;
  response: string;
}

/** A payload to the bot and its outcome. */
export interface Delivery {
  kind: 'slash_commands' | 'block_actions' | 'block_suggestion' | 'view_submission' | 'view_closed';
  transport: 'http' | 'socket';
  payload: Json;
  at: number;
  /** HTTP status of the acknowledgement, 200 over a socket, 0 without one. */
  status: number;
  /** Milliseconds until the acknowledgement, or until Slack gave up. */
  ackMs: number;
  body: string;
  /** `acknowledged`, or Slack's error, such as `operation_timeout`. */
  outcome: string;
  /** Messages so far, posted or edited, by acknowledgement or `response_url`. */
  answers: Message[];
  /** The next message not yet returned here. */
  nextAnswer(timeoutMs?: number): Promise<Message>;
}

/** Something that Slack refuses, or takes though it is wrong. */
export interface Violation {
  kind: 'refused' | 'warning';
  /** A method, `response_url`, or the kind of delivery. */
  where: string;
  error: string;
  notes: string[];
  body: unknown;
}

/** The latest `keep` of each. */
export interface Recordings {
  requests: RecordedRequest[];
  deliveries: Delivery[];
  violations: Violation[];
  addRequest(request: RecordedRequest): void;
  addDelivery(delivery: Delivery): void;
  addViolation(violation: Violation): void;
  nextRequest(match: (request: RecordedRequest) => boolean, timeoutMs?: number): Promise<RecordedRequest>;
}

export function createRecordings(keep: number): Recordings {
  const answered = createAnnouncer<RecordedRequest>('request');
  const adder =
    <T>(list: T[]) =>
    (entry: T) => {
      list.push(entry);
      if (list.length > keep) list.shift();
    };
  const lists = { requests: [] as RecordedRequest[], deliveries: [] as Delivery[], violations: [] as Violation[] };
  const addRequest = adder(lists.requests);
  return {
    ...lists,
    addRequest(request) {
      addRequest(request);
      answered.announce(request);
    },
    addDelivery: adder(lists.deliveries),
    addViolation: adder(lists.violations),
    nextRequest: answered.next,
  };
}
