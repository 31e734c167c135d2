import { isObject } from './checks/walk-blocks.js';
import type { Core } from './core.js';
import { askOptions } from './gestures/ask-options.js';
import { clickElement } from './gestures/click-element.js';
import { runCommand } from './gestures/run-command.js';
import { sayAsSlackbot } from './gestures/say-as-slackbot.js';
import { closeView, submitView } from './gestures/submit-view.js';
import type {
  ActionGesture,
  CommandGesture,
  ControlGesture,
  GestureAnswer,
  Json,
  OptionsAnswer,
  OptionsGesture,
  ViewCloseGesture,
  ViewSubmitGesture,
} from './protocol.js';
import { parseJson } from './read-arguments.js';
import type { Delivery } from './recordings.js';
import { resolveTyped } from './resolve-typed.js';
import { PEOPLE } from './seed-workspace.js';

type Answer = GestureAnswer | OptionsAnswer | { ok: false; error: string; errors: Json };
const user = PEOPLE.me;

/** Does what the user did on the page; undefined for other paths. @param act For the control panel. */
export async function answerGesture(
  core: Core,
  act: (gesture: ControlGesture) => Promise<string>,
  path: string,
  gesture: Json,
): Promise<Answer | undefined> {
  try {
    // The page is ours, so its gestures are not validated; a wrong one fails.
    switch (path) {
      case '/ui/command':
        return await sendText(core, gesture as unknown as CommandGesture);
      case '/ui/action':
        return answerOf(await clickElement(core, pointing(gesture as unknown as ActionGesture)));
      case '/ui/options':
        return await typeInto(core, gesture as unknown as OptionsGesture);
      case '/ui/view-submit': {
        const { viewId, values } = gesture as unknown as ViewSubmitGesture;
        return answerOf(await submitView(core, { user, viewId }, values));
      }
      case '/ui/view-close':
        await closeView(core, { user, viewId: (gesture as unknown as ViewCloseGesture).viewId });
        return { ok: true };
      case '/ui/control':
        return { ok: true, said: await act(gesture as unknown as ControlGesture) };
      default:
        return undefined;
    }
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

async function sendText(core: Core, { channel, text }: CommandGesture): Promise<GestureAnswer> {
  const [, command, rest = ''] = text.match(/^(\/\S+)\s?([\s\S]*)$/) ?? [];
  if (command === undefined) {
    core.state.post({ channel, user, text: resolveTyped(core, text, { withLabels: false }), blocks: [] });
    return { ok: true };
  }
  const declared = core.settings.commands.find((known) => known.command === command);
  if (!declared) {
    const words = `\`${command}\` is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`;
    sayAsSlackbot(core, { channel, user }, words);
    return { ok: true };
  }
  const passedOn = declared.shouldEscape ? resolveTyped(core, rest, { withLabels: true }) : rest;
  await runCommand(core, { user, channel, command, text: passedOn });
  return { ok: true };
}

function pointing({ container, ...acted }: ActionGesture) {
  const where =
    container.type === 'message'
      ? { message: { channel: container.channel, ts: container.ts } }
      : { viewId: container.viewId };
  return { user, ...acted, ...where };
}

async function typeInto(core: Core, { value, ...at }: OptionsGesture): Promise<OptionsAnswer> {
  const { delivery, groups } = await askOptions(core, { ...pointing(at), value });
  if (delivery && delivery.outcome !== 'acknowledged') return { ok: false, error: delivery.outcome };
  const words = (text: unknown) => (isObject(text) ? String(text.text) : '');
  return {
    ok: true,
    groups: groups.map(({ label, options }) => ({
      label,
      options: options.map((option) => ({
        text: words(option.text),
        value: String(option.value),
        ...(option.description !== undefined && { description: words(option.description) }),
      })),
    })),
  };
}

/** Slack's error; a modal's errors by `block_id`. */
function answerOf({ outcome, kind, body }: Delivery): Answer {
  if (outcome !== 'acknowledged') return { ok: false, error: outcome };
  const answer = kind === 'view_submission' ? parseJson(body) : undefined;
  if (!isObject(answer) || !isObject(answer.errors)) return { ok: true };
  return { ok: false, error: Object.values(answer.errors).join(' '), errors: answer.errors };
}
