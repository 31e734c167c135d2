import { createAnnouncer } from './announcer.js';
import type { Json, Message } from './protocol.js';

/** A call of the bot's: a Web API method, `response_url` or `upload`. */
export interface RecordedRequest {
  method: string;
  args: Json;
  /** Milliseconds since 1970. */
  at: number;
  /** Milliseconds until it was answered; -1 when it never was. */
  ms: number;
  /** 0 when the connection was cut or left hanging. */
  status: number;
  response: string;
}

/** A payload of Slack's and what the bot made of it. */
export interface Delivery {
  kind: 'slash_commands' | 'block_actions' | 'block_suggestion' | 'view_submission' | 'view_closed';
  transport: 'http' | 'socket';
  payload: Json;
  at: number;
  /** HTTP status of the acknowledgement, 200 over a socket, 0 when there was none. */
  status: number;
  /** Milliseconds until the acknowledgement, or until Slack gave up. */
  ackMs: number;
  /** The acknowledgement's body as text. */
  body: string;
  /** `acknowledged`, or the error that Slack shows, such as `operation_timeout`. */
  outcome: string;
  /** Messages that came of it so far, posted or edited, by acknowledgement or `response_url`. */
  answers: Message[];
  /** The next of `answers` not asked for yet, as soon as it is there. */
  nextAnswer(timeoutMs?: number): Promise<Message>;
}

/** Something Slack would refuse, or would take though it is wrong. */
export interface Violation {
  kind: 'refused' | 'warning';
  /** The method, `response_url`, or the kind of delivery whose acknowledgement it was. */
  where: string;
  error: string;
  notes: string[];
  body: unknown;
}

/** What went to and fro, the latest `keep` of each. */
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
