import type { Button } from '@slack/types';
import { SLACK, spokenLabel } from './message.js';
import { cut, safeUrl } from './text.js';

/** Slack reports a click on a link as well; every action_id that begins so is acknowledged and nothing else. */
export const LINK_PREFIX = 'link-';

/** A button that opens an address; none where the address is not one that may be linked. @param name Such as `build`. */
export function linkButton(name: string, label: string, url: string | undefined, spoken = label): Button[] {
  const safe = safeUrl(url);
  if (!safe) return [];
  return [
    {
      type: 'button',
      text: { type: 'plain_text', text: cut(label, SLACK.buttonText) },
      action_id: LINK_PREFIX + name,
      url: safe,
      accessibility_label: spokenLabel(label, spoken),
    },
  ];
}
