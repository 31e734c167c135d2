/** A status is a word first, a symbol second; AWS's own words for the API's values. */
const STATUS: Record<string, { word: string; symbol: string }> = {
  Succeeded: { word: 'Succeeded', symbol: '✅' },
  Failed: { word: 'Failed', symbol: '❌' },
  InProgress: { word: 'In progress', symbol: '⏳' },
  Abandoned: { word: 'Abandoned', symbol: '🚫' },
};

/** A status AWS may add later is shown in its own words. */
export const statusWord = (status: string | undefined): string => STATUS[status ?? '']?.word ?? status ?? 'Unknown';
export const statusSymbol = (status: string | undefined): string => STATUS[status ?? '']?.symbol ?? '❔';
