import type { Message } from './message.js';
import { MESSAGE_REFUSED } from './obstacles.js';
import { refusalView } from './refusal.js';

/** Plain text in place of a message whose blocks Slack refused. */
export function formNotTakenView(reference: string): Pick<Message, 'text'> {
  const { text } = refusalView(MESSAGE_REFUSED, reference);
  return { text };
}

/** @param isBusy Slack is rate limiting, so nothing was posted; else it is unknown. */
export const postNotTakenView = (isBusy: boolean, reference: string): Message =>
  refusalView(
    isBusy
      ? 'Slack is getting too many messages right now, so nothing was posted. Try again in a minute.'
      : 'Slack did not say whether it posted this. Look for it in the channel before you try again.',
    reference,
  );

/** Beside a click whose window did not open, or still shows "loading". */
export const windowNotTakenView = (reference: string): Message =>
  refusalView('Slack did not show the window. Close it if it is still loading, and choose again.', reference);
