import { type Slot, type Told, withIncident, withoutIncident } from '../../domain/incident.js';
import { SlackProblem } from '../../domain/slack-problem.js';
import type { ChannelMessages } from './ports.js';

/**
 * Shows an incident as it is now → the slot with it; without it when someone has deleted its message. One that is there
 * and that Slack no longer lets us change stays as it is.
 */
export async function updateTold(
  messages: ChannelMessages,
  channel: string,
  slot: Slot,
  told: Told,
): Promise<{ slot: Slot; isThere: boolean }> {
  try {
    await messages.updateFailure(channel, told);
    return { slot: withIncident(slot, told), isThere: true };
  } catch (error) {
    if (!(error instanceof SlackProblem)) throw error;
    if (error.kind === 'not-editable') return { slot: withIncident(slot, told), isThere: true };
    if (error.kind !== 'message-gone') throw error;
    return { slot: withoutIncident(slot, told), isThere: false };
  }
}
