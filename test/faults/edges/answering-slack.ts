import type { Fault } from '../../../playground/index.js';

/** A failure of Slack's when the page of a click is to be shown. */
export interface SlackFault {
  fault: string;
  set: Fault[];
  /** Where the page is seen in the end. */
  seen: 'in place' | 'beside' | 'as a direct message' | 'in words';
  logged: string;
}

const always = (fault: object) => [{ on: 'response_url', ...fault } as Fault];
const once = (fault: object) => [{ on: 'response_url', times: 1, ...fault } as Fault];

export const SLACK_FAULTS: SlackFault[] = [
  { fault: 'asks for a second', set: once({ retryAfter: 1 }), seen: 'in place', logged: 'page' },
  { fault: 'asks for a minute', set: always({ retryAfter: 60 }), seen: 'beside', logged: 'page' },
  { fault: 'answers 429 and says no time', set: once({ status: 429 }), seen: 'in place', logged: 'page' },
  { fault: 'answers 500 once', set: once({ status: 500 }), seen: 'in place', logged: 'page' },
  { fault: 'answers 500', set: always({ status: 500 }), seen: 'beside', logged: 'page' },
  { fault: 'hangs once', set: once({ hang: 'before' }), seen: 'in place', logged: 'page' },
  { fault: 'hangs', set: always({ hang: 'before' }), seen: 'beside', logged: 'page' },
  { fault: 'takes it, and its answer is lost once', set: once({ drop: 'after' }), seen: 'in place', logged: 'page' },
  { fault: 'says `ok:false, expired_url`', set: always({ error: 'expired_url' }), seen: 'beside', logged: 'page' },
  { fault: 'says `ok:false, used_url`', set: always({ error: 'used_url' }), seen: 'beside', logged: 'page' },
  { fault: 'says `ok:false, fatal_error` once', set: once({ error: 'fatal_error' }), seen: 'in place', logged: 'page' },
  {
    fault: 'finds the blocks invalid',
    set: once({ error: 'invalid_blocks' }),
    seen: 'in words',
    logged: 'refused by Slack',
  },
  {
    fault: 'asks for a minute, and the bot is not in the channel',
    set: [...always({ retryAfter: 60 }), { on: 'chat.postEphemeral', error: 'not_in_channel' }],
    seen: 'as a direct message',
    logged: 'page',
  },
];
