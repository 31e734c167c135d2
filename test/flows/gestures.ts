import type { Delivery, Json, Message, SlackWorkspace } from '../../playground/index.js';

/** What a person does and sees, in few words: the vocabulary of the flow tests. */

export interface Button {
  label: string;
  blockId: string;
  actionId: string;
  value: string;
}

/** The buttons of a message in the order they are seen. */
export function buttonsOf(message: Message): Button[] {
  return message.blocks.flatMap((block) =>
    ((block.elements ?? []) as Json[])
      .filter(({ type }) => type === 'button')
      .map((element) => ({
        label: (element.text as { text: string }).text,
        blockId: String(block.block_id),
        actionId: String(element.action_id),
        value: String(element.value),
      })),
  );
}

/** All a reader sees of a message, as one text. */
export const seen = (message: Pick<Message, 'blocks'>): string =>
  JSON.stringify(message.blocks.map(textOf)).replaceAll('\\n', ' ');

function textOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(textOf).join('');
  if (typeof value !== 'object' || value === null) return '';
  const { text, elements, placeholder } = value as Json;
  if (typeof text === 'string') return text;
  return [text, elements, placeholder].map((part) => (part === undefined ? '' : textOf(part))).join(' ');
}

/** Types the command and waits for its answer, whichever way it comes. */
export async function type(slack: SlackWorkspace, text: string): Promise<Message> {
  const delivery = await slack.runCommand({ text });
  return delivery.nextAnswer();
}

/** Clicks a button by its label; the delivery tells how it was acknowledged and what came of it. */
export function click(slack: SlackWorkspace, message: Message, label: string, user?: string): Promise<Delivery> {
  const button = buttonsOf(message).find((candidate) => candidate.label === label);
  if (!button)
    throw new Error(
      `There is no button ${label}, only ${buttonsOf(message)
        .map((one) => one.label)
        .join(', ')}`,
    );
  const { blockId, actionId } = button;
  const { channel, ts, blocks } = message;
  return slack.click({ message: { channel, ts, blocks }, blockId, actionId, ...(user !== undefined && { user }) });
}

/** Clicks and waits for what comes of it. */
export const clicked = async (
  slack: SlackWorkspace,
  message: Message,
  label: string,
  user?: string,
): Promise<Message> => (await click(slack, message, label, user)).nextAnswer();

export const labelsOf = (message: Message): string[] => buttonsOf(message).map(({ label }) => label);

/** The rows of a page as `execution id/stage › action`, in the order they are seen. */
export function rowsOf(message: Message): string[] {
  const rows: string[] = [];
  let execution = '';
  for (const element of message.blocks.flatMap((block) => (block.elements ?? []) as Json[])) {
    const url = linkIn(element);
    execution = /executions\/([0-9a-f-]{36})\//.exec(url)?.[1] ?? execution;
    if (element.type !== 'rich_text_list') continue;
    for (const row of element.elements as { elements: { text?: string; style?: { bold?: boolean } }[] }[]) {
      rows.push(`${execution}/${row.elements.find(({ style }) => style?.bold)?.text}`);
    }
  }
  return rows;
}

const linkIn = (element: Json): string =>
  element.type === 'rich_text_section'
    ? String(((element.elements ?? []) as Json[]).find(({ type: kind }) => kind === 'link')?.url ?? '')
    : '';
