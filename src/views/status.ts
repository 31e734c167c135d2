const STATUS: Record<string, { word: string; symbol: string }> = {
  Succeeded: { word: 'Succeeded', symbol: '✅' },
  Failed: { word: 'Failed', symbol: '❌' },
  InProgress: { word: 'In progress', symbol: '⏳' },
  Abandoned: { word: 'Abandoned', symbol: '🚫' },
};

/** A new status of AWS's is shown as it is. */
export const statusWord = (status: string | undefined): string => STATUS[status ?? '']?.word ?? status ?? 'Unknown';
export const statusSymbol = (status: string | undefined): string => STATUS[status ?? '']?.symbol ?? '❔';
