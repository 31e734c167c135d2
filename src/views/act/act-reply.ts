import type { ActAddress } from '../../cursor/act-address.js';
import { fullName } from '../../domain/account.js';
import type { Operator } from '../../domain/act.js';
import type { Message } from '../message.js';
import { bold, line, quote, richText, text, time } from '../rich-text.js';
import { cut, escapeMrkdwn, oneLine } from '../text.js';

const DID: Record<ActAddress['verb'], string> = {
  approve: 'approved',
  reject: 'rejected',
  retry: 'retried',
  stop: 'stopped',
  'roll-back': 'rolled back',
};
const WORDS = 300;

/** `Ada retried Build of payments-api · 14:02`, in the thread of the message that was clicked in. */
export function actReplyView(at: ActAddress, by: Operator, words: string, now: Date): Message {
  const { verb, stageName, actionName } = at;
  const did = ` ${DID[verb]} `;
  const part = actionName ?? stageName;
  const what = part ?? fullName(at);
  const whole = part === undefined ? '' : ` of ${fullName(at)}`;
  const name = cut(oneLine(by.name), 60);
  const said = cut(oneLine(words), WORDS);
  return {
    text: escapeMrkdwn(`${name}${did}${what}${whole}`),
    blocks: [
      richText([
        line(text(name), text(did), bold(what), text(`${whole} · `), time(now, '{time}')),
        ...quote(text(said)),
      ]),
    ],
  };
}
