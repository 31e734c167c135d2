import { COMMAND } from './ask.js';

const AGAIN = 'Try again; if it stays like this, give the reference to the people who run this bot.';

export const BUG = `Something went wrong in this bot. ${AGAIN}`;
export const MESSAGE_REFUSED = `Slack did not accept the answer. ${AGAIN}`;
export const WINDOW_REFUSED = `Slack did not accept this window’s content. ${AGAIN}`;

export const OUTSIDER = 'Only members of the team that runs this bot can use it. Ask one of them.';
export const NO_ANNOUNCEMENTS =
  'This bot isn’t set up to post failures. The people who run it have to set FAILURE_QUEUE_URL and TABLE_NAME.';
export const GROUP_UNKNOWN =
  'Slack did not say which group that is. Try again in a minute, or use the ID of the group or person.';
export const NO_NAMES = `AWS listed no pipelines, so I can’t look this one up. Type its whole name after ${COMMAND}.`;
export const TOO_OLD_TITLE = 'Too old';
export const WINDOW_TOO_OLD = 'This window is too old. Close it, and choose again in the list.';

/** @param what `command`, `button`, `view` or `shortcut`. */
export const unknownInWords = (what: string): string =>
  `I no longer know that ${what}. Type ${COMMAND} to start again.`;
