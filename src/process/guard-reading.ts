import { fullName } from '../domain/account.js';
import { AwsProblem, SLACK_SILENT } from '../domain/aws-problem.js';
import type { PipelinePattern } from '../domain/pipeline-patterns.js';
import type { CodePipeline } from '../gateways/code-pipeline.js';
import type { SlackMembers } from '../gateways/slack-members.js';
import { askedBy } from '../runtime/trace.js';
import { refusedTo } from '../use-cases/may-list.js';

/**
 * CodePipeline as one person may read it: checks `LISTABLE` for every question, typed or clicked, and leaves out names
 * they may not list. The bot's own calls bypass it.
 */
export function guardReading(
  pipelines: CodePipeline,
  listable: PipelinePattern[],
  { members, nameOf }: SlackMembers,
): CodePipeline {
  const notListable = async (pipelineName: string) => {
    const user = askedBy();
    return user === undefined ? undefined : refusedTo({ listable, members }, pipelineName, user);
  };
  const guarded =
    <Query extends { pipelineName: string; region?: string | undefined }, Answer>(
      action: string,
      read: (query: Query) => Promise<Answer>,
    ) =>
    async (query: Query): Promise<Answer> => {
      const ids = await notListable(fullName(query)).catch((cause: unknown) => {
        throw new AwsProblem('not-listable', action, SLACK_SILENT, cause);
      });
      if (!ids) return read(query);
      throw new AwsProblem('not-listable', action, 'NotListable', undefined, {
        whom: await Promise.all(ids.map(nameOf)),
      });
    };
  return {
    ...pipelines,
    listActionExecutions: guarded('codepipeline:ListActionExecutions', pipelines.listActionExecutions),
    getPipelineExecution: guarded('codepipeline:GetPipelineExecution', pipelines.getPipelineExecution),
    listPipelineExecutions: guarded('codepipeline:ListPipelineExecutions', pipelines.listPipelineExecutions),
    listRuleExecutions: guarded('codepipeline:ListRuleExecutions', pipelines.listRuleExecutions),
    async listPipelineNames(region) {
      const { names, more } = await pipelines.listPipelineNames(region);
      const hidden = await Promise.all(
        names.map((pipelineName) => notListable(fullName({ pipelineName, region })).catch(() => [])),
      );
      return { names: names.filter((_, index) => hidden[index] === undefined), more };
    },
  };
}
