import { describe, expect, test } from '@jest/globals';
import { readProjectFile } from '../source-files.js';
import { deployTemplate } from './deploy-template.js';
import { STACK } from './parameters.js';
import { readTemplate, referencesIn } from './template.js';

const stack = readTemplate(readProjectFile('deploy/pipeline-actions.yaml'));
const account = readTemplate(readProjectFile('deploy/another-account.yaml'));
const wrappers = readProjectFile('docs/wrappers.md');
const operating = readProjectFile('docs/operating.md');

/** The text of each code block with that mark. */
const blocksOf = (text: string, mark: string) =>
  [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, found]) => found === mark)
    .map(([, , code = '']) => code);

/** Names that stand at the start of a line within the braces behind `parameters`. */
function passedIn(code: string): string[] {
  const [, inside = ''] = /parameters(?: =|:) \{\n([\s\S]*?)\n\s*\}/.exec(code) ?? [];
  return [...inside.matchAll(/^\s*(\w+)\s*[=:]/gm)].map(([, name = '']) => name);
}

/** `Name=` behind `--parameter-overrides`, `--parameters` or the document's own `change`. */
const givenIn = (command: string) =>
  [...command.matchAll(/(?<=[\s`])([A-Z][a-z]\w*)=/g)].map(([, name = '']) => name).filter((name) => name !== 'Name');

describe.each([
  ['Terraform', 'hcl'],
  ['CDK', 'ts'],
])('the snippet for %s', (_, mark) => {
  const [code = ''] = blocksOf(wrappers, mark);

  test('is at most 40 lines', () => {
    expect(code.trim().split('\n').length).toBeLessThanOrEqual(40);
  });

  test('passes all that the template needs, and nothing it does not know', () => {
    const tokens = mark === 'ts' ? ['SlackBotToken', 'SlackAppToken'] : [];
    const known: Record<string, string> = STACK['Socket Mode'];
    const passed = Object.fromEntries([...passedIn(code), ...tokens].map((name) => [name, known[name] ?? '*']));
    expect(Object.keys(passed)).toContain('Image');
    expect(deployTemplate(stack, passed).refusals).toEqual([]);
  });

  test('names a template that is there', () => {
    const [, path = ''] = /(deploy\/[\w-]+\.yaml)/.exec(code) ?? [];
    expect(readProjectFile(path)).toContain('AWSTemplateFormatVersion');
  });
});

test('the tokens are no part of what CDK synthesizes', () => {
  expect(passedIn(blocksOf(wrappers, 'ts')[0] ?? '').filter((name) => stack.Parameters[name]?.NoEcho)).toEqual([]);
  expect(givenIn(blocksOf(wrappers, '').join(''))).toEqual(['SlackBotToken', 'SlackAppToken']);
});

test.each(['README.md', 'docs/operating.md'])('each parameter that a command of %s gives is there', (path) => {
  const text = readProjectFile(path);
  const commands = [
    ...blocksOf(text, ''),
    ...[...text.matchAll(/`(change [^`]*)`/g)].map(([, command = '']) => ` ${command}`),
  ];
  const given = commands.flatMap((command) => {
    const { Parameters } = command.includes('another-account.yaml') ? account : stack;
    return givenIn(command).map((name) => (name in Parameters ? 'known' : name));
  });
  expect(given.length).toBeGreaterThan(3);
  expect(new Set(given)).toEqual(new Set(['known']));
});

test('each output that a command of docs/operating.md reads is there', () => {
  const read = [...operating.matchAll(/\boutput ([A-Z]\w+)/g)].map(([, name = '']) => name);
  expect(read.length).toBeGreaterThan(3);
  expect(read.filter((name) => !stack.Outputs[name])).toEqual([]);
});

test('only queues whose dead letters SQS moves back are told to be moved by SQS', () => {
  const sources = [...operating.matchAll(/start-message-move-task .*\boutput (\w+)/g)].map(([, name = '']) => name);
  const targets = Object.values(stack.Resources).flatMap(({ Properties }) =>
    referencesIn(Properties?.RedrivePolicy).map(({ name }) => name),
  );
  expect(sources.map((name) => referencesIn(stack.Outputs[name]?.Value)[0]?.name)).toEqual(targets);
});

/** Shell variables and functions that are used before the line that makes them. */
function usedTooEarly(lines: string[]): string[] {
  const made = new Set<string>();
  return lines.flatMap((line) => {
    for (const [, name = ''] of line.matchAll(/(?:^|[\s(])([A-Za-z_]+)(?==|\(\) \{)/g)) made.add(name);
    for (const [, names = ''] of line.matchAll(/\bread -r ([\w ]+)/g))
      for (const name of names.split(' ')) made.add(name);
    const used = [...line.matchAll(/\$\{?([A-Za-z_]\w*)|(?:^|\$\(|; ?|&& )(output|change|restart|arn)\b(?! ?\()/g)];
    return used.flatMap(([, variable, command]) => variable ?? command ?? []).filter((name) => !made.has(name));
  });
}

test('a command of docs/operating.md uses no variable and no function that was not made before', () => {
  const commands = operating.matchAll(/^```\n([\s\S]*?)^```$|`((?:change|output|restart|aws) [^`]*)`/gm);
  const lines = [...commands].flatMap(([, block, inline = '']) => (block ?? inline).split('\n'));
  expect(lines.length).toBeGreaterThan(50);
  expect(usedTooEarly(lines)).toEqual([]);
  expect(usedTooEarly(['aws x "$IMAGE"', 'change A=1', 'IMAGE=1 && echo "$IMAGE"'])).toEqual(['IMAGE', 'change']);
});

test('README deploys the bot in at most three commands', () => {
  const [block = ''] = blocksOf(readProjectFile('README.md'), '').filter((code) => code.includes('cloudformation'));
  expect(block.match(/^aws .+$/gm)?.length).toBe(3);
  expect(block).not.toMatch(/\$/);
});

/** `2 × 0.25 vCPU × 730 h × 0.04048` → the product. */
const reckon = (text: string) =>
  text
    .split('×')
    .map((factor) => Number.parseFloat(factor))
    .reduce((product, factor) => product * factor, 1);

test('the cost of an idle month is reckoned right', () => {
  const rows = [...operating.matchAll(/^\| [^|*]+ \| ([^|]*×[^|]*) \| ([\d.]+) \|$/gm)];
  expect(rows).toHaveLength(6);
  for (const [, reckoning = '', amount] of rows) expect(reckon(reckoning).toFixed(2)).toBe(amount);
  const sum = rows.reduce((total, [, , amount]) => total + Number(amount), 0);
  expect(operating).toContain(`| **Sum** | | **${sum.toFixed(2)}** |`);
  const [, arm, vcpu, gigabyte] = /saves \$([\d.]+) \(([\d.]+) and ([\d.]+) instead\)/.exec(operating) ?? [];
  const saved = 2 * 0.25 * 730 * (0.04048 - Number(vcpu)) + 2 * 0.5 * 730 * (0.004445 - Number(gigabyte));
  expect(arm).toBe(saved.toFixed(2));
});
