import * as z from 'zod';
import type { ActingRules } from '../domain/acting-rules.js';
import { PatternProblem, type PipelinePattern, parsePatterns } from '../domain/pipeline-patterns.js';

const OPERATOR = /^[SUW][A-Z0-9]{5,20}$/; // Slack ids: S for user groups, U and W for people
const MOST_NEEDED = 20;

export const actingSettings = {
  OPERATORS: patterns('OPERATORS', (value) =>
    OPERATOR.test(value) ? undefined : `“${value}” is no user group's id (S…) and no person's (U… or W…).`,
  ),
  SELF_APPROVAL: z.enum(['allow', 'refuse'], { error: 'SELF_APPROVAL is neither allow nor refuse.' }).default('allow'),
  APPROVALS_NEEDED: patterns('APPROVALS_NEEDED', (value) =>
    /^\d{1,2}$/.test(value) && Number(value) >= 1 && Number(value) <= MOST_NEEDED
      ? undefined
      : `“${value}” is no number from 1 to ${MOST_NEEDED}.`,
  ),
};

interface Given {
  OPERATORS?: PipelinePattern[] | undefined;
  SELF_APPROVAL: ActingRules['selfApproval'];
  APPROVALS_NEEDED?: PipelinePattern[] | undefined;
}

export function readActing({ OPERATORS, SELF_APPROVAL, APPROVALS_NEEDED = [] }: Given): ActingRules | undefined {
  if (!OPERATORS?.length) return undefined;
  return { operators: OPERATORS, selfApproval: SELF_APPROVAL, approvalsNeeded: APPROVALS_NEEDED };
}

/** A setting of the form `pattern=value,value;…`. @param problemOf What is wrong with a value. */
export function patterns(name: string, problemOf: (value: string) => string | undefined) {
  return z
    .string()
    .transform((text, context): PipelinePattern[] => {
      try {
        const parsed = parsePatterns(text);
        const problem = parsed.flatMap(({ values }) => values.flatMap((value) => problemOf(value) ?? []))[0];
        if (problem === undefined) return parsed;
        context.addIssue(`${name}: ${problem}`);
      } catch (error) {
        if (!(error instanceof PatternProblem)) throw error;
        context.addIssue(`${name}: ${error.message}.`);
      }
      return z.NEVER;
    })
    .optional();
}
