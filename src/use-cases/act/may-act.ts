import { fullName, type Pipeline } from '../../domain/account.js';
import type { Operator } from '../../domain/act.js';
import type { Person } from '../../domain/person.js';
import { valuesFor } from '../../domain/pipeline-patterns.js';
import { SlackProblem } from '../../domain/slack-problem.js';
import type { Acting } from './ports.js';

/**
 * `outsider`: a bot, a guest or a person of another company.
 * `slack-silent`: Slack did not say who belongs to what, so the act is refused.
 */
export type NotAllowed = {
  kind: 'may-not';
  why: 'nobody' | 'not-listed' | 'outsider' | 'slack-silent';
  operators: string[];
};

export type Permission = { kind: 'may'; by: Operator } | NotAllowed;

/** Whether a person may act on a pipeline. The default is no. */
export async function mayAct(
  { home, rules, people }: Pick<Acting, 'home' | 'rules' | 'people'>,
  pipeline: Pipeline,
  userId: string,
): Promise<Permission> {
  const operators = operatorsOf(rules, pipeline);
  const refused = (why: NotAllowed['why']): NotAllowed => ({ kind: 'may-not', why, operators });
  if (operators.length === 0) return refused('nobody');
  try {
    const groups = operators.filter(isGroup);
    const asking = operators.includes(userId) ? [] : groups.map((group) => people.members(group));
    const [person, ...members] = await Promise.all([people.person(userId), ...asking]);
    if (!person || !isOurs(person, home)) return refused('outsider');
    const isListed = operators.includes(userId) || members.some((ids) => ids.includes(userId));
    return isListed ? { kind: 'may', by: { id: userId, name: person.name } } : refused('not-listed');
  } catch (error) {
    if (error instanceof SlackProblem) return refused('slack-silent');
    throw error;
  }
}

/** Ids of the groups and people who may act on a pipeline; if empty, no button is shown. */
export const operatorsOf = (rules: Acting['rules'], pipeline: Pipeline): string[] =>
  valuesFor(rules.operators, fullName(pipeline)) ?? [];

export const isActedOn = (rules: Acting['rules'] | undefined, pipeline: Pipeline): boolean =>
  rules !== undefined && operatorsOf(rules, pipeline).length > 0;

const isGroup = (id: string): boolean => id.startsWith('S');

function isOurs({ isFull, teamId, enterpriseId }: Person, home: Acting['home']): boolean {
  const isColleague = home.enterpriseId !== undefined && enterpriseId === home.enterpriseId;
  return isFull && (teamId === home.teamId || isColleague);
}
