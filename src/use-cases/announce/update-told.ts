import { type Slot, type Told, withIncident, withoutIncident } from '../../incident.js';
import { SlackProblem } from '../../slack-problem.js';
import type { ChannelMessages } from './ports.js';

/** Shows an incident as it is now → the slot with it; without it when someone has deleted its message. */
export async function updateTold(
  messages: ChannelMessages,
  channel: string,
  slot: Slot,
  told: Told,
): Promise<{ slot: Slot; isShown: boolean }> {
  try {
    await messages.updateFailure(channel, told);
    return { slot: withIncident(slot, told), isShown: true };
  } catch (error) {
    if (!(error instanceof SlackProblem) || error.kind !== 'message-gone') throw error;
    return { slot: withoutIncident(slot, told), isShown: false };
  }
}
