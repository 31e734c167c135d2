import {
  ACT_BUG,
  ACT_REFUSALS,
  ACT_TOO_OLD,
  NO_TARGETS,
  NOTHING_DONE,
  NOTHING_FAILED,
  RUN_ENDED,
  SAY_WHY,
} from '../../src/views/act/refused.js';
import type { Chapter } from './chapter.js';

const listOf = (words: Record<string, string>) =>
  Object.entries(words)
    .map(([why, sentence]) => `${why}: ${sentence}`)
    .join('\n');

export const acting: Chapter = {
  title: 'Acting',
  entries: [
    ['AWS refuses, or another person was first', listOf(ACT_REFUSALS)],
    ['Roll back, and there is nothing to go back to', listOf(NO_TARGETS)],
    ['Retry, and nothing has failed', NOTHING_FAILED],
    ['Stop, and it has ended', RUN_ENDED],
    ['Reject or stop, without a word', SAY_WHY],
    ['An old window', ACT_TOO_OLD],
    ['The table does not answer', NOTHING_DONE],
    ['A fault of the bot', ACT_BUG],
  ],
};
