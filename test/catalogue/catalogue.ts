import { acting } from './acting.js';
import { approvals } from './approvals.js';
import { asking } from './asking.js';
import type { Chapter, Shown } from './chapter.js';
import { failures } from './failures.js';
import { pages } from './pages.js';
import { problems } from './problems.js';
import { renderBlocks } from './render.js';
import { subscribing } from './subscribing.js';

const chapters: Chapter[] = [asking, pages, failures, acting, subscribing, approvals, problems];

const HEAD = `# Every text of the bot

What each view shows in its main states. Written by \`npm run messages\`; a test holds it to the views. A line stands where it is first shown: … is what stood above. Buttons and selects are in [brackets]; small print is indented; what a phone's lock screen and a screen reader say is marked with 🔈 where it differs.
`;

export function catalogue(): string {
  const isNew = notSeenBefore();
  return [HEAD, ...chapters.map((one) => chapter(one, isNew))].join('\n');
}

const chapter = ({ title, entries }: Chapter, isNew: (line: string) => boolean): string =>
  [
    `## ${title}\n`,
    ...entries.map(([when, shown]) => `**${when}**\n\n\`\`\`text\n${onlyNew(render(shown), isNew)}\n\`\`\`\n`),
  ].join('\n');

function notSeenBefore(): (line: string) => boolean {
  const seen = new Set<string>();
  return (line) => !seen.has(line) && seen.add(line).size > 0;
}

/** Each line where it first stands, so that all can be read in one sitting. */
const onlyNew = (words: string, isNew: (line: string) => boolean): string =>
  words
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => (isNew(line.trim()) ? line : '…'))
    .filter((line, index, lines) => line !== '…' || lines[index - 1] !== '…')
    .join('\n');

function render(shown: Shown): string {
  if (typeof shown === 'string') return shown;
  if ('option_groups' in shown) {
    return renderBlocks([
      { type: 'actions', elements: [{ ...shown, type: 'select', placeholder: { text: 'typed' } }] },
    ]);
  }
  const seen = renderBlocks(shown.blocks);
  if ('title' in shown) return `${shown.title.text}\n${'-'.repeat(shown.title.text.length)}\n${seen}`;
  const said = shown.text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  const plain = (words: string) => words.replaceAll(/[`*_]| \(reference \w+\)$/g, '');
  const isSame = plain(seen).includes(plain(said));
  return isSame ? seen : `🔈 ${said}\n${seen}`;
}
