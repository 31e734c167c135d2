import type { Button } from '@slack/types';
import { SLACK, spokenLabel } from './message.js';
import { cut, safeUrl } from './text.js';

/** Slack reports clicks on links too; these are only acknowledged. */
export const LINK_PREFIX = 'link-';

/** Empty where the URL may not be linked. @param name Such as `build`. */
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
