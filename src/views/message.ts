import type { ActionsBlock, Button, ContextBlock, KnownBlock, RichTextBlock } from '@slack/types';
import { line, richText, text } from './rich-text.js';
import { cut } from './text.js';

export interface Message {
  /** One or two complete sentences for screen readers and notifications, escaped. */
  text: string;
  blocks: KnownBlock[];
}

/** docs.slack.dev/reference/block-kit */
export const SLACK = {
  buttonText: 75,
  optionText: 75,
  options: 100,
  context: 10,
  blocks: 50,
  rendered: 12_000,
} as const;

export function button(
  label: string,
  strings: { actionId: string; value: string },
  more: { style?: 'primary' | 'danger'; accessibilityLabel?: string } = {},
): Button {
  const { style, accessibilityLabel } = more;
  return {
    type: 'button',
    text: { type: 'plain_text', text: cut(label, SLACK.buttonText) },
    action_id: strings.actionId,
    value: strings.value,
    ...(style && { style }),
    ...(accessibilityLabel && { accessibility_label: spokenLabel(label, accessibilityLabel) }),
  };
}

/** Begins with the visible label, for people who use voice control. */
export const spokenLabel = (label: string, spoken: string): string =>
  cut(spoken.includes(label) ? spoken : `${label}: ${spoken}`, SLACK.buttonText);

export const actions = (blockId: string, elements: ActionsBlock['elements']): ActionsBlock => ({
  type: 'actions',
  block_id: blockId,
  elements,
});

export const context = (content: string): ContextBlock => ({
  type: 'context',
  elements: [{ type: 'plain_text', text: cut(content, 2000) }],
});

export const paragraph = (content: string): RichTextBlock => richText([line(text(content))]);
