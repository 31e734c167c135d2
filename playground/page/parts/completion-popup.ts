import type { Workspace } from '../connection/workspace.js';
import { h } from '../dom/h.js';
import { type Completion, findCompletions } from './find-completions.js';

/** Completes commands, people and channels while the user types, and shows a command's usage. */
export function createCompletionPopup(
  field: HTMLTextAreaElement,
  workspace: Workspace,
  fill: (text: string, caret: number) => void,
) {
  const element = h('div', { class: 'completion-popup', id: 'completions', hidden: true });
  let found: Completion[] = [];
  let active = 0;
  let dismissed = '';
  field.setAttribute('aria-controls', element.id);
  field.setAttribute('aria-autocomplete', 'list');

  const complete = ({ text, caret }: Completion) => fill(text, caret);
  const draw = () => {
    const rows = found.map((completion, index) =>
      drawRow(completion, index, index === active, () => complete(completion)),
    );
    element.replaceChildren(h('div', { role: 'listbox', 'aria-label': 'Completions' }, ...rows));
    field.setAttribute('aria-activedescendant', `completion-${active}`);
  };
  const refresh = () => {
    const { value, selectionStart } = field;
    found = value === dismissed ? [] : findCompletions(workspace, value, selectionStart);
    active = 0;
    const usage = workspace.commands.find(({ command }) => value.startsWith(`${command} `));
    element.hidden = found.length === 0 && !usage;
    field.removeAttribute('aria-activedescendant');
    if (found.length > 0) return draw();
    element.replaceChildren(...(usage ? [drawUsage(usage)] : []));
  };
  const move = (step: number) => {
    active = (active + step + found.length) % found.length;
    draw();
  };
  const dismiss = () => {
    dismissed = field.value;
    refresh();
  };
  const keys: Record<string, (chosen: Completion) => void> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Tab: complete,
    Enter: complete,
    Escape: dismiss,
  };
  return {
    element,
    refresh,
    /** Whether the list used the key; Enter after a complete name sends. */
    handleKey(event: KeyboardEvent): boolean {
      const chosen = found[active];
      // With one name the arrows belong to the history.
      const act = event.key.startsWith('Arrow') && found.length === 1 ? undefined : keys[event.key];
      if (!chosen || !act || event.shiftKey || (event.key === 'Enter' && chosen.isTyped)) return false;
      event.preventDefault();
      act(chosen);
      return true;
    },
  };
}

type Words = Pick<Completion, 'name' | 'hint' | 'description'>;

function drawRow(completion: Words, index: number, isActive: boolean, onclick: () => void): HTMLElement {
  const attributes = { role: 'option', id: `completion-${index}`, 'aria-selected': String(isActive), onclick };
  return h('div', { class: 'completion', ...attributes }, ...drawWords(completion));
}

function drawUsage({ command, usageHint, description }: Workspace['commands'][number]): HTMLElement {
  return h('div', { class: 'completion' }, ...drawWords({ name: command, hint: usageHint, description }));
}

const drawWords = ({ name, hint, description }: Words) => [
  h('div', {}, h('strong', {}, name), ' ', h('span', { class: name.startsWith('/') ? 'usage-hint' : '' }, hint)),
  description && h('small', {}, description),
];
