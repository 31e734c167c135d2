import type { ChoiceGroup } from '../text/filter-options.js';

/** Type-ahead waits this long after the last key before it asks the app. */
const DEBOUNCE_MS = 200;

/** Where choices come from. */
export interface ChoiceSource {
  /** The choices for what was typed; a rejection's message is shown in their place. */
  load(typed: string): ChoiceGroup[] | Promise<ChoiceGroup[]>;
  /** Whether `load` asks somebody, so that keys are gathered before it is called. */
  isRemote?: boolean;
  minQueryLength?: number;
}

/** Loads choices as somebody types. Only the answer to the last question is shown, however late the others come. */
export function loadLatest(source: ChoiceSource, show: (groups: ChoiceGroup[], words: string) => void) {
  const { load, isRemote = false, minQueryLength = 0 } = source;
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = async (typed: string) => {
    const ask = ++asked;
    if (typed.length < minQueryLength) return show([], `Type at least ${minQueryLength} characters`);
    if (isRemote) show([], 'Loading…');
    const answer = await Promise.resolve(load(typed)).catch((error: Error) => error);
    if (ask !== asked) return;
    if (answer instanceof Error) show([], `⚠ ${answer.message}`);
    else show(answer, answer.length === 0 ? 'No results' : '');
  };
  return {
    now,
    later(typed: string) {
      clearTimeout(timer);
      timer = setTimeout(() => void now(typed), isRemote ? DEBOUNCE_MS : 0);
    },
    stop() {
      clearTimeout(timer);
      asked++;
    },
  };
}
