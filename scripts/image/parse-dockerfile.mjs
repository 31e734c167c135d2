/**
 * The stages of a Dockerfile: `[{ name, from, steps: [{ instruction, flags, rest }] }]`, comments and line
 * continuations resolved. Only what our own Dockerfile needs; what it does not know is left to the one who runs it.
 */
export function parseDockerfile(text) {
  const stages = [];
  for (const { instruction, flags, rest } of text
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parseStep)) {
    if (instruction === 'FROM') {
      const [from, , name = `stage ${stages.length}`] = rest.split(/\s+/);
      stages.push({ name, from, steps: [] });
    } else {
      stages.at(-1).steps.push({ instruction, flags, rest });
    }
  }
  return stages;
}

function parseStep(line) {
  const [, instruction, flagWords, rest] = /^([A-Z]+)\s+((?:--[\w-]+=\S+\s+)*)(.*)$/.exec(line.trim()) ?? [];
  if (!instruction) throw new Error(`Not a Dockerfile instruction: ${line}`);
  const flags = Object.fromEntries(
    [...flagWords.matchAll(/--([\w-]+)=(\S+)/g)].map(([, name, value]) => [name, value]),
  );
  return { instruction, flags, rest: rest.trim() };
}

/** `A=1 B="two words"` → `{ A: '1', B: 'two words' }`. */
export const parsePairs = (rest) =>
  Object.fromEntries(
    [...rest.matchAll(/([\w.]+)=(?:"([^"]*)"|(\S+))/g)].map(([, key, quoted, bare]) => [key, quoted ?? bare]),
  );

/** The exec form of CMD and HEALTHCHECK; the shell form would put a shell between the signal and the process. */
export function parseExec(rest) {
  const words = JSON.parse(rest.replace(/^CMD\s+/, ''));
  if (!Array.isArray(words) || words.length === 0) throw new Error(`Not in exec form: ${rest}`);
  return words;
}
