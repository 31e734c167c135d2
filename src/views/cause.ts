import type { RichTextElement } from '@slack/types';
import type { StageAction } from '../domain/cause.js';
import type { Reason } from '../domain/reason.js';
import { code, text } from './rich-text.js';
import { cutAtWord, oneLine } from './text.js';

/** What could be typed is in code. */
type Part = string | { code: string };

/** Longest command, name and quote of AWS's words: two lines on a phone. */
const COMMAND = 60;
const NAME = 60;
const WORDS = 110;

/** `npm run build exited with 1`: plain text of at most two lines. */
export const reasonInWords = (reason: Reason): string =>
  partsOf(reason)
    .map((part) => (typeof part === 'string' ? part : part.code))
    .join('');

/** The same for rich text, commands and names in code. Empty for an unknown reason. */
export const reasonElements = (reason: Reason): RichTextElement[] =>
  partsOf(reason).flatMap((part) => (typeof part !== 'string' ? code(part.code) : part ? text(part) : []));

function partsOf(reason: Reason): Part[] {
  switch (reason.kind) {
    case 'command':
      return commandParts(reason);
    case 'permission':
      return ['its role may not ', { code: name(reason.action) }];
    case 'refused':
      return [`its role has no access to ${THINGS[reason.by] ?? name(reason.by)}`];
    case 'rejected':
      return [reason.by ? `rejected by ${name(reason.by)}` : 'rejected'];
    case 'resources':
      return [...listed(reason.names.length ? reason.names : ['a resource']), ` failed to ${reason.change}`];
    case 'instances':
      return ['too many instances failed, or too few are healthy'];
    case 'function':
      return [
        { code: name(reason.name) },
        reason.minutes ? ` took more than ${reason.minutes} minutes` : ' returned no result',
      ];
    case 'branch':
      return ['no branch ', { code: name(reason.branch) }, ` in ${name(reason.repository)}`];
    case 'builds':
      return [`${reason.failed.length} of ${reason.count} builds failed: `, ...listed(reason.failed)];
    case 'condition':
      return [
        `${CONDITIONS[reason.when ?? 'any']} condition`,
        ...(reason.rule ? [' ', { code: name(reason.rule) }] : []),
        ' was not met',
      ];
    case 'words':
      return [cutAtWord(oneLine(reason.words), WORDS)];
    case 'unknown':
      return [];
  }
}

const THINGS: Record<string, string> = { artifact: 'the artifact', connection: 'the connection' };
const CONDITIONS = { entry: 'its entry', success: 'its success', failure: 'its failure', any: 'a' };

function commandParts({ command, status, why }: Extract<Reason, { kind: 'command' }>): Part[] {
  const [first = ''] = command.trim().split('\n');
  const shown = { code: cutAtWord(oneLine(first), COMMAND) || '–' };
  if (status) return [shown, ` exited with ${status}`];
  return [shown, why ? ` failed: ${cutAtWord(oneLine(why), WORDS - COMMAND)}` : ' failed'];
}

const name = (given: string) => cutAtWord(oneLine(given), NAME) || '–';

function listed(names: string[]): Part[] {
  const shown = names.slice(0, 2).flatMap((given, index): Part[] => [index ? ', ' : '', { code: name(given) }]);
  const more = names.length - 2;
  return more > 0 ? [...shown, ` and ${more} more`] : shown;
}

/** Names so common that they need their stage's name. */
const GENERIC = /^(action|build|deploy|deployment|run|test|tests|source|approve|approval)$/i;

/**
 * A place without repetition: `Unit` in stage `Test`, `Deploy-prod` for stage and action `Deploy-prod` and `Deploy`,
 * `Approve` in stage `Approval`, `Prod › Deploy` for a generic action name.
 */
export function placeInWords({ stageName, actionName }: StageAction): string {
  const stage = name(stageName);
  if (actionName === undefined) return stage;
  const action = name(actionName);
  if (stage.toLowerCase().includes(action.toLowerCase())) return stage;
  if (stemOf(stage) === stemOf(action)) return action;
  return GENERIC.test(action) ? `${stage} › ${action}` : action;
}

const stemOf = (given: string) => given.slice(0, 6).toLowerCase();
