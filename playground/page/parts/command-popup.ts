import type { ServerEvent } from '../../slack/protocol.js';
import { h } from '../dom/h.js';

type Command = Extract<ServerEvent, { type: 'snapshot' }>['commands'][number];

/** Completes the name of a slash command while it is typed, and shows its usage while its text is. */
export function createCommandPopup(
  field: HTMLTextAreaElement,
  commands: () => Command[],
  fill: (text: string) => void,
) {
  const element = h('div', { class: 'command-popup', id: 'commands', hidden: true });
  let matches: Command[] = [];
  let active = 0;
  let dismissed = '';
  field.setAttribute('aria-controls', element.id);
  field.setAttribute('aria-autocomplete', 'list');

  const draw = () => {
    const rows = matches.map((command, index) => {
      const chosen = index === active;
      const attributes = {
        role: 'option',
        id: `command-${index}`,
        'aria-selected': String(chosen),
        onclick: () => complete(command),
      };
      return h('div', { class: 'command', ...attributes }, ...drawCommand(command));
    });
    element.replaceChildren(h('div', { role: 'listbox', 'aria-label': 'Commands' }, ...rows));
    field.setAttribute('aria-activedescendant', `command-${active}`);
  };
  const complete = ({ command }: Command) => fill(`${command} `);
  const refresh = () => {
    const text = field.value;
    const typed = commands().find(({ command }) => text.startsWith(`${command} `));
    const isName = /^\/\S*$/.test(text) && text !== dismissed;
    matches = isName ? commands().filter(({ command }) => command.startsWith(text)) : [];
    active = 0;
    element.hidden = matches.length === 0 && !typed;
    field.removeAttribute('aria-activedescendant');
    if (matches.length > 0) draw();
    else element.replaceChildren(...(typed ? [h('div', { class: 'command usage' }, ...drawCommand(typed))] : []));
  };
  const keys: Record<string, (chosen: Command) => void> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Tab: complete,
    Enter: complete,
    Escape: () => {
      dismissed = field.value;
      refresh();
    },
  };
  const move = (step: number) => {
    active = (active + step + matches.length) % matches.length;
    draw();
  };
  return {
    element,
    refresh,
    /** Whether the key was meant for the list: not Enter after a complete name, which sends. */
    handleKey(event: KeyboardEvent): boolean {
      const chosen = matches[active];
      // With one command there is nowhere to move: the arrows are the history's.
      const act = event.key.startsWith('Arrow') && matches.length === 1 ? undefined : keys[event.key];
      if (!chosen || !act || event.shiftKey || (event.key === 'Enter' && chosen.command === field.value)) return false;
      event.preventDefault();
      act(chosen);
      return true;
    },
  };
}

const drawCommand = ({ command, usageHint, description }: Command) => [
  h('div', {}, h('strong', {}, command), ' ', h('span', { class: 'usage-hint' }, usageHint)),
  h('small', {}, description),
];
