import { h } from '../dom/h.js';
import { type Command, matchCommands } from './match-commands.js';

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

  const complete = ({ command }: Command) => fill(`${command} `);
  const draw = () => {
    const rows = matches.map((command, index) => drawRow(command, index, index === active, () => complete(command)));
    element.replaceChildren(h('div', { role: 'listbox', 'aria-label': 'Commands' }, ...rows));
    field.setAttribute('aria-activedescendant', `command-${active}`);
  };
  const refresh = () => {
    const found = matchCommands(commands(), field.value);
    matches = field.value === dismissed ? [] : found.matches;
    active = 0;
    element.hidden = matches.length === 0 && !found.typed;
    field.removeAttribute('aria-activedescendant');
    if (matches.length > 0) draw();
    else element.replaceChildren(...(found.typed ? [drawUsage(found.typed)] : []));
  };
  const move = (step: number) => {
    active = (active + step + matches.length) % matches.length;
    draw();
  };
  const dismiss = () => {
    dismissed = field.value;
    refresh();
  };
  const keys: Record<string, (chosen: Command) => void> = {
    ...{ ArrowDown: () => move(1), ArrowUp: () => move(-1) },
    ...{ Tab: complete, Enter: complete, Escape: dismiss },
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

function drawRow(command: Command, index: number, isActive: boolean, onclick: () => void): HTMLElement {
  const attributes = { role: 'option', id: `command-${index}`, 'aria-selected': String(isActive), onclick };
  return h('div', { class: 'command', ...attributes }, ...drawWords(command));
}

const drawUsage = (command: Command) => h('div', { class: 'command usage' }, ...drawWords(command));

const drawWords = ({ command, usageHint, description }: Command) => [
  h('div', {}, h('strong', {}, command), ' ', h('span', { class: 'usage-hint' }, usageHint)),
  h('small', {}, description),
];
