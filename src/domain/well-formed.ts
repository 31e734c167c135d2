/** Replaces unpaired surrogates in the values of JSON-like data by `\ufffd`, in place: a URL can't hold them. */
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
