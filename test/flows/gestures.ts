import type { Delivery, Json, Message, SlackWorkspace } from '../../playground/index.js';
import { decodeAddress } from '../../src/cursor/action-address.js';

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
    [...((block.elements ?? []) as Json[]), ...((block.accessory ? [block.accessory] : []) as Json[])]
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

/** Clicks and waits for what comes of it in the end: on a busy machine a page may first say that it is loading. */
export async function clicked(slack: SlackWorkspace, message: Message, label: string, user?: string): Promise<Message> {
  const delivery = await click(slack, message, label, user);
  const answer = await delivery.nextAnswer();
  return answer.text.includes('Loading page') ? delivery.nextAnswer() : answer;
}

export const labelsOf = (message: Message): string[] => buttonsOf(message).map(({ label }) => label);

/** The actions that a page offers as `run id/action id`, sorted: runs that failed stand first in the select. */
export const rowsOf = (message: Message): string[] =>
  optionsOf(message)
    .flatMap(({ value }) => decodeAddress(value) ?? [])
    .map(({ pipelineExecutionId, actionExecutionId }) => `${pipelineExecutionId}/${actionExecutionId}`)
    .sort();

/** Rows as AWS gives them, page by page, to compare with `rowsOf`. */
export function inPages(rows: string[], pageSize: number): string[] {
  const pages: string[][] = [];
  for (let at = 0; at < rows.length; at += pageSize) pages.push(rows.slice(at, at + pageSize).sort());
  return pages.flat();
}

/** The runs of a page in the order in which they are seen. */
export function runsOf(message: Message): string[] {
  const links = JSON.stringify(message.blocks).matchAll(/executions\/([0-9a-f-]{36})\//g);
  return [...new Set([...links].map(([, id = '']) => id))];
}

export interface Option {
  blockId: string;
  actionId: string;
  text: string;
  value: string;
}

/** The options of a message's selects, those in groups as well. */
export const optionsOf = ({ blocks }: { blocks: Json[] }): Option[] =>
  blocks.flatMap((block) =>
    ((block.elements ?? []) as Json[]).flatMap((element) => {
      const groups = (element.option_groups ?? []) as { options: Json[] }[];
      const options = [...((element.options ?? []) as Json[]), ...groups.flatMap((group) => group.options)];
      return options.map(({ text, value }) => ({
        blockId: String(block.block_id),
        actionId: String(element.action_id),
        text: (text as { text: string }).text,
        value: String(value),
      }));
    }),
  );

/** Chooses an option by its text and waits for what comes of it beside the message. */
export async function chosen(slack: SlackWorkspace, message: Message, text: string): Promise<Message> {
  const option = optionsOf(message).find((candidate) => candidate.text === text);
  if (!option) throw new Error(`There is no option ${text}.`);
  const { blockId, actionId, value } = option;
  const { channel, ts, blocks } = message;
  const delivery = await slack.click({ message: { channel, ts, blocks }, blockId, actionId, selectedValue: value });
  return delivery.nextAnswer();
}
