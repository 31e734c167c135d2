/** What was typed can't be a request. The message is one sentence for the person who typed it. */
export class CommandRefusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandRefusal';
  }
}

const SHOWN = 60;

/** What was given, quoted and cut to what a sentence can hold. */
export const quoted = (given: string): string => {
  const characters = [...given];
  return `“${characters.length > SHOWN ? `${characters.slice(0, SHOWN).join('')}…` : given}”`;
};
