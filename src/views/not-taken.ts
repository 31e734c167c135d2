import type { Message } from './message.js';
import { refusalView } from './refusal.js';

/** In place of a message whose form Slack refused: text only, which it takes. */
export function formNotTakenView(reference: string): Pick<Message, 'text'> {
  const sentence = 'Slack did not take this message: try again, and if it stays, give the bot’s keepers the reference.';
  const { text } = refusalView(sentence, reference);
  return { text };
}

/** What was to be posted to a channel, and was not, or nobody knows. @param isBusy Slack took nothing for want of time. */
export const postNotTakenView = (isBusy: boolean, reference: string): Message =>
  refusalView(
    isBusy
      ? 'Slack is taking no more messages right now, so nothing was posted: try again in a minute.'
      : 'Slack did not say whether it posted this: look for it in the channel before you try again.',
    reference,
  );

/** Beside a click whose window did not open, or still says that it is loading. */
export const windowNotTakenView = (reference: string): Message =>
  refusalView('Slack did not show the window: close it if it is still loading, and choose again.', reference);
