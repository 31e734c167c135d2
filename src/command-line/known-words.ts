export type Intent = 'list' | 'failed' | 'failure';

const split = (words: string) => words.split(' ');

const INTENTS = new Map<string, Intent>([
  ...split('list ls show status state history actions').map((word) => [word, 'list'] as const),
  ...split('failed failures').map((word) => [word, 'failed'] as const),
  ...split('why failure fail fails failing broke broken breaking red reason error errors log logs retry rerun').map(
    (word) => [word, 'failure'] as const,
  ),
]);

const FILLERS = new Set(
  split(
    'a about action again all an and any are at build builds can check could did do does execution executions find for ' +
      'from get give happened happening happens has have hello hey hi how i in is it its job last latest let look me ' +
      'my new newest now of on or our out page pipeline pipelines please pls recent run runs say see still tell thank ' +
      'thanks that the there this to today up us was we went were what what’s whats when where which with would wrong you',
  ),
);

export const COMMANDS = ['approvals', 'subscribe', 'unsubscribe', 'subscriptions'];

export const intentIn = (word: string): Intent | undefined => INTENTS.get(word.toLowerCase());

/** Whether a word means something here, so that it is a pipeline's name only when it stands alone. */
export const isKnownWord = (word: string): boolean =>
  intentIn(word) !== undefined || FILLERS.has(word.toLowerCase()) || !/[\p{L}\p{N}]/u.test(word);

/** `failure` wins over `failed`, and `failed` over `list`. */
export function strongestIntent(words: readonly string[]): Intent {
  const intents = words.map(intentIn);
  return intents.includes('failure') ? 'failure' : intents.includes('failed') ? 'failed' : 'list';
}
