import type { Core } from './core.js';
import { USER_GROUP } from './seed-workspace.js';

// Only at the start of a word: not in an e-mail address, not in code.
const NAMED = /(?<![\w.`@#/&-])([@#])([a-z0-9](?:[\w.-]*\w)?)/gi;
const ADDRESS = /https?:\/\/[^\s<>|`]*[^\s<>|`.,;:!?)\]}'"*_~]/g;

/**
 * Converts typed text as Slack does: `&`, `<` and `>` escaped, names of people, groups and channels as ids, URLs in
 * angle brackets; unknown names stay.
 * @param withLabels As for a command with `should_escape`: `<@U061F7AUR
 * ada>` instead of `<@U061F7AUR>`.
 * @see https://docs.slack.dev/interactivity/implementing-slash-commands
 */
export function resolveTyped(core: Core, text: string, { withLabels }: { withLabels: boolean }): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const label = (words: string) => (withLabels ? `|${words}` : '');
  const resolve = (name: string) =>
    name.replace(NAMED, (typed: string, mark: string, named: string) => {
      const words = named.toLowerCase();
      return (mark === '@' ? person(core, words, label) : channel(core, words, label)) ?? typed;
    });
  const addresses = escaped.match(ADDRESS) ?? [];
  return escaped
    .split(ADDRESS)
    .map((between, at) => resolve(between) + (at < addresses.length ? `<${addresses[at]}>` : ''))
    .join('');
}

type Label = (words: string) => string;

function person({ state }: Core, name: string, label: Label): string | undefined {
  if (['here', 'channel', 'everyone'].includes(name)) return `<!${name}>`;
  if (name === USER_GROUP.handle) return `<!subteam^${USER_GROUP.id}${label(`@${name}`)}>`;
  const user = [...state.users.values()].find((one) => one.name === name);
  return user && `<@${user.id}${label(user.name)}>`;
}

/** A private channel's name is not passed on. */
function channel({ state }: Core, name: string, label: Label): string | undefined {
  const found = [...state.channels.values()].find((one) => one.name === name && one.kind !== 'direct');
  return found && `<#${found.id}${label(found.kind === 'private' ? '' : name)}>`;
}
