import type { ActionGesture } from '../../slack/protocol.js';
import type { BlockContext, Names } from '../blocks/block-context.js';
import type { createForm } from './create-form.js';
import { postGesture } from './post-gesture.js';
import type { Store } from './store.js';

/** @param showError Shows Slack's words for a refused gesture; `''` clears them. */
export function createBlockContext(
  store: Store,
  container: ActionGesture['container'],
  form: ReturnType<typeof createForm>,
  showError: (text: string) => void,
): BlockContext {
  return {
    names: namesIn(store),
    form,
    async act(control, action) {
      if (control.getAttribute('aria-busy') === 'true') return;
      showError('');
      control.setAttribute('aria-busy', 'true');
      const answer = await postGesture('action', { container, ...action, values: form.values });
      control.removeAttribute('aria-busy');
      if (!answer.ok) showError(answer.error);
    },
    loadOptions: (blockId, actionId, value) => postGesture('options', { container, blockId, actionId, value }),
  };
}

/** Reads names when drawing, so that people who joined later have one. */
export function namesIn({ workspace }: Store): Names {
  return {
    user: (id) => workspace.users.get(id)?.realName || workspace.users.get(id)?.name || id,
    channel: (id) => workspace.channels.get(id)?.name ?? id,
    userGroup: (id) => workspace.userGroups.find((group) => group.id === id)?.handle ?? id,
    isMe: (id) => id === workspace.me?.id,
  };
}
