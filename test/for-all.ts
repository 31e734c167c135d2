import * as fc from 'fast-check';

/** fc.assert for a synchronous property. Its overload for promises makes linters ask for an await that would never wait. */
export const forAll: <Ts>(property: fc.IProperty<Ts>, parameters?: fc.Parameters<Ts>) => void = fc.assert;
