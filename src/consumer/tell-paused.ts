import type { Logger } from 'pino';
import { SlackProblem } from '../domain/slack-problem.js';
import type { SlackMessages } from '../gateways/slack-messages.js';
import type { GivingUp } from '../use-cases/give-up-channel.js';
import { channelGoneView } from '../views/channel-gone.js';

const PAUSED = 'subscriptions_paused';

/** Tells people that a channel of theirs is gone, in their direct messages. */
export function createTellPaused(slack: SlackMessages, log: Logger): GivingUp['tell'] {
  const wasTold = async (user: string, channel: string, pausedAt: number) => {
    const direct = await slack.directWith(user);
    const found = await slack.inChannel(direct, pausedAt);
    return found.some(
      ({ metadata: { event_type, event_payload: told } }) =>
        event_type === PAUSED && told.channel === channel && Number(told.paused_at) >= pausedAt,
    );
  };
  return async (user, channel, subscriptions, isInDoubt) => {
    const [{ code } = { code: '' }] = subscriptions.map(({ paused }) => paused);
    const pausedAt = Math.max(...subscriptions.map(({ paused }) => paused.at));
    try {
      if (isInDoubt && (await wasTold(user, channel, pausedAt))) return true;
      const metadata = { event_type: PAUSED, event_payload: { channel, paused_at: pausedAt } };
      await slack.post({ channel: user, ...channelGoneView(channel, code, subscriptions) }, metadata);
      return true;
    } catch (error) {
      if (!(error instanceof SlackProblem)) throw error;
      log.warn({ what: 'event', user, channel, err: error.message }, 'could not be told');
      // Whoever takes no direct messages can't be told; `subscriptions` shows what is paused as well.
      return error.kind === 'channel-gone';
    }
  };
}
