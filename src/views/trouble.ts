import type { Trouble, TroubleKind } from '../domain/trouble.js';
import type { Message } from './message.js';
import { code, line, richText, text } from './rich-text.js';
import { durationInWords } from './text.js';

const WORDS: Record<TroubleKind, { broken: string; mended: string; meanwhile: string }> = {
  'slack-token': {
    broken: 'Slack does not accept this bot’s token',
    mended: 'Slack accepts this bot’s token again',
    meanwhile: 'Nobody is answered until it has a new one.',
  },
  'aws-access': {
    broken: 'AWS does not accept this bot’s credentials',
    mended: 'AWS accepts this bot’s credentials again',
    meanwhile: 'No pipeline can be shown until they are renewed.',
  },
  queue: {
    broken: 'This bot can’t read its queue',
    mended: 'This bot reads its queue again',
    meanwhile: 'Failures are announced when it can; nothing is lost meanwhile.',
  },
  table: {
    broken: 'This bot can’t use its table',
    mended: 'This bot uses its table again',
    meanwhile: 'Failures are announced when it can; nothing is lost meanwhile.',
  },
  'dead-letters': {
    broken: 'Messages are in the dead-letter queue',
    mended: 'The dead-letter queue is empty again',
    meanwhile: 'Read one, mend the cause, then start a redrive in the SQS console.',
  },
};

export function troubleView({ kind, code: word }: Trouble): Message {
  const { broken, meanwhile } = WORDS[kind];
  return {
    text: `${broken}: ${word}. ${meanwhile}`,
    blocks: [richText([line(text(`⚠️ ${broken}: `), code(word), text(`. ${meanwhile}`))])],
  };
}

export function troubleOverView({ kind, since }: Trouble, now: Date): Message {
  const words = `${WORDS[kind].mended}, after ${durationInWords(now.getTime() - since.getTime())}.`;
  return { text: words, blocks: [richText([line(text(`✅ ${words}`))])] };
}

export const troubleInWords = ({ kind, code: word }: Trouble): string => `${WORDS[kind].broken}: ${word}`;
