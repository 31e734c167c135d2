/**
 * Replaces half a surrogate pair by `\ufffd` wherever it stands in data as JSON has it, in place: no URL can hold one,
 * and what a reader or Slack makes of one is anybody's guess. Keys stay as they are.
 */
export function makeWellFormed<T>(data: T): T {
  if (typeof data === 'string') return data.toWellFormed() as T;
  if (typeof data !== 'object' || data === null) return data;
  const fields = data as Record<string, unknown>;
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    if (typeof value === 'string' ? !value.isWellFormed() : typeof value === 'object') {
      fields[key] = makeWellFormed(value);
    }
  }
  return data;
}
