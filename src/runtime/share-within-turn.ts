/**
 * Callers who ask for the same in one turn of the event loop share one reading, which begins after it: so it is never
 * older than the question.
 * @param idOf What makes two questions the same.
 */
export function shareWithinTurn<Input extends unknown[], Output>(
  read: (...input: Input) => Promise<Output>,
  idOf: (...input: Input) => string,
): (...input: Input) => Promise<Output> {
  const waiting = new Map<string, Promise<Output>>();
  return (...input) => {
    const id = idOf(...input);
    const known = waiting.get(id);
    if (known !== undefined) return known;
    const reading = new Promise(setImmediate).then(() => {
      waiting.delete(id);
      return read(...input);
    });
    waiting.set(id, reading);
    return reading;
  };
}
