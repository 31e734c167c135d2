import type { Message } from './message.js';
import { MESSAGE_REFUSED } from './obstacles.js';
import { refusalView } from './refusal.js';

/** In place of a message whose form Slack refused: text only, which it takes. */
export function formNotTakenView(reference: string): Pick<Message, 'text'> {
  const { text } = refusalView(MESSAGE_REFUSED, reference);
  return { text };
}

/** What was to be posted to a channel, and was not, or nobody knows. @param isBusy Slack took nothing for want of time. */
export const postNotTakenView = (isBusy: boolean, reference: string): Message =>
  refusalView(
    isBusy
      ? 'Slack is getting too many messages right now, so nothing was posted. Try again in a minute.'
      : 'Slack did not say whether it posted this. Look for it in the channel before you try again.',
    reference,
  );

/** Beside a click whose window did not open, or still says that it is loading. */
export const windowNotTakenView = (reference: string): Message =>
  refusalView('Slack did not show the window. Close it if it is still loading, and choose again.', reference);
