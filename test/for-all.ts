import * as fc from 'fast-check';

/**
 * The same examples on every run: a commit is red for what it changed. `TIMES=30 SEED=7 npm test -- test/views` draws
 * thirty times as many, and others.
 */
const drawn = <Ts>({ numRuns = 100, ...given }: fc.Parameters<Ts> = {}): fc.Parameters<Ts> => ({
  seed: Number(process.env.SEED ?? 1),
  ...given,
  numRuns: numRuns * Number(process.env.TIMES ?? 1),
});

/** fc.assert for a synchronous property. Its overload for promises makes linters ask for an await that would never wait. */
export const forAll = <Ts>(property: fc.IProperty<Ts>, parameters?: fc.Parameters<Ts>): void =>
  fc.assert(property, drawn(parameters));

/** The same for an asynchronous property. */
export const forAllAwaited = <Ts>(property: fc.IAsyncProperty<Ts>, parameters?: fc.Parameters<Ts>): Promise<void> =>
  fc.assert(property, drawn(parameters));
