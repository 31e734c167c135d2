import type { Channel } from '../../slack/protocol.js';
import type { Store } from '../connection/store.js';
import { h } from '../dom/h.js';
import { channelIcon } from './channel-icon.js';
import { suggestions } from './suggestions.js';

/** Above the first message: the channel's name and suggestions. */
export function drawChannelStart(channel: Channel, { workspace }: Store, suggest: (text: string) => void): HTMLElement {
  const name = channel.kind === 'direct' ? channel.name : `#${channel.name}`;
  const chips = suggestions(workspace).map(({ text, why }) =>
    h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'suggestion', onclick: () => suggest(text) },
        h('code', {}, text),
        h('span', {}, why),
      ),
    ),
  );
  return h(
    'div',
    { class: 'channel-start' },
    h('h2', {}, channelIcon(channel), channel.name),
    h('p', {}, `This is the very beginning of ${name}. ${whoIsHere(channel)}`),
    chips.length > 0 && h('p', { class: 'try' }, 'Something to try. It fills in the message field; Enter sends it:'),
    h('ul', { class: 'suggestions' }, ...chips),
  );
}

function whoIsHere({ hasBot, isShared, kind }: Channel): string {
  if (kind === 'direct') return 'Only you and the app are here.';
  if (isShared) return 'People of another company read along.';
  return hasBot ? 'The app is a member.' : 'The app is not a member: its commands work, its own posts are refused.';
}
