import type { ChoiceGroup } from '../text/filter-options.js';

/** Delay after the last key before the app is asked. */
const DEBOUNCE_MS = 200;

export interface ChoiceSource {
  /** A rejection's message is shown in place of the choices. */
  load(typed: string): ChoiceGroup[] | Promise<ChoiceGroup[]>;
  /** Whether `load` asks the app, so that typing is debounced. */
  isRemote?: boolean;
  minQueryLength?: number;
}

/** Loads choices while the user types; only the answer to the last question is shown. */
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
