import { setTimeout as delay } from 'node:timers/promises';
import { type Message, renderedText, type SlackWorkspace, type View } from '../../playground/index.js';
import { valuesOf } from '../flows/act/act-world.js';
import { buttonsOf } from '../flows/gestures.js';
import type { Replicas } from './start-replicas.js';

const LOOK_EVERY_MS = 20;
const WITHIN_MS = 120_000;
/** Longer than the bot takes for anything that is pressed; then people press again. */
const WINDOW_WITHIN_MS = 15_000;

type Reached = ReturnType<Replicas['reachable']>[number];

/** Resolves once it is so. @throws Error where that takes too long, named by `what`. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(`Still not so: ${what}.`);
    await delay(LOOK_EVERY_MS);
  }
}

export interface Pressing {
  user: string;
  message: Message;
  label: RegExp;
  typed: Parameters<typeof valuesOf>[0];
}

/** Presses a button and submits its window at one replica, as far as it lives. @returns what the last window says. */
export async function press(
  slack: SlackWorkspace,
  replica: Reached,
  { user, message, label, typed }: Pressing,
): Promise<string> {
  while (slack.viewSeenBy(user)) await slack.closeView({ user });
  const button = buttonsOf(message).find((one) => label.test(one.label));
  if (!button) return '';
  const { blockId, actionId } = button;
  const { channel, ts, blocks } = message;
  slack.setRequestUrl(replica.requestUrl);
  await slack.click({ message: { channel, ts, blocks }, blockId, actionId, user });
  const asked = await windowOf(slack, replica, user);
  if (!asked?.submit) return asked ? renderedText(asked.blocks) : '';
  slack.setRequestUrl(replica.requestUrl);
  await slack.submitView({ user, values: valuesOf(typed) });
  const told = await windowOf(slack, replica, user);
  return told ? renderedText(told.blocks) : '';
}

/** The window on top once it says something; undefined where its replica died before, or had it told elsewhere. */
async function windowOf(slack: SlackWorkspace, replica: Reached, user: string): Promise<View | undefined> {
  const deadline = Date.now() + WINDOW_WITHIN_MS;
  while (replica.isAlive() && Date.now() < deadline) {
    const shown = slack.viewSeenBy(user);
    if (shown && !renderedText(shown.blocks).includes('⏳')) return shown;
    await delay(LOOK_EVERY_MS);
  }
  return undefined;
}
