import {
  CodePipelineClient,
  type CodePipelineClientConfig,
  GetPipelineExecutionCommand,
  ListActionExecutionsCommand,
  type ListActionExecutionsCommandOutput,
  ListPipelineExecutionsCommand,
  ListPipelinesCommand,
  ListRuleExecutionsCommand,
} from '@aws-sdk/client-codepipeline';
import { besides, withAccount } from '../domain/account.js';
import type { ActionExecution } from '../domain/action-execution.js';
import type { Filter, Page } from '../domain/listing.js';
import type { PipelineExecution, PipelineExecutions, RuleExecution } from '../domain/pipeline-execution.js';
import { callAws } from './call-aws.js';
import { type InAccounts, perRegion } from './per-region.js';

export interface PageQuery {
  pipelineName: string;
  region?: string | undefined;
  filter?: Filter | undefined;
  maxResults: number;
  nextToken?: string | undefined;
}

/** All methods throw AwsProblem and nothing else. */
export interface CodePipeline {
  /** One page, newest first, by exactly one call (plus retries by the SDK). */
  listActionExecutions(query: PageQuery): Promise<Page>;
  /** The first page of the account's pipeline names. */
  listPipelineNames(region?: string): Promise<{ names: string[]; more: boolean }>;
  /** Without its times. */
  getPipelineExecution(query: {
    pipelineName: string;
    region: string;
    pipelineExecutionId: string;
  }): Promise<PipelineExecution>;
  /** The newest `maxResults` (1–100) executions, optionally only those that succeeded in a stage. */
  listPipelineExecutions(query: {
    pipelineName: string;
    region: string;
    maxResults: number;
    succeededIn?: string | undefined;
  }): Promise<PipelineExecutions>;
  /** The newest 100 rule executions of an execution's conditions, newest first. */
  listRuleExecutions(query: {
    pipelineName: string;
    region: string;
    pipelineExecutionId: string;
  }): Promise<RuleExecution[]>;
  /** The region of the environment. @throws Error when there is none. */
  defaultRegion(): Promise<string>;
}

/** @param config For every client; the environment gives region, credentials and endpoint. */
export function createCodePipeline(config: CodePipelineClientConfig & InAccounts): CodePipeline {
  const clientFor = perRegion(config, (where) => new CodePipelineClient({ ...config, ...where }));
  const { accounts = [] } = config.roles ?? {};
  return {
    async listActionExecutions({ region, ...input }) {
      const client = clientFor(region);
      const [output, asked] = await Promise.all([
        callAws('codepipeline:ListActionExecutions', (options) =>
          client.send(new ListActionExecutionsCommand(input), options),
        ),
        client.config.region(),
      ]);
      return toPage(output, withAccount(accounts, besides(region ?? '', asked)));
    },
    async listPipelineNames(region) {
      const client = clientFor(region);
      const output = await callAws('codepipeline:ListPipelines', (options) =>
        client.send(new ListPipelinesCommand({}), options),
      );
      const names = (output.pipelines ?? []).flatMap(({ name }) => (name ? [name] : []));
      return { names, more: output.nextToken !== undefined };
    },
    async getPipelineExecution({ region, ...input }) {
      const { pipelineExecution: found } = await callAws('codepipeline:GetPipelineExecution', (options) =>
        clientFor(region).send(new GetPipelineExecutionCommand(input), options),
      );
      return { ...found, revisions: found?.artifactRevisions ?? [] };
    },
    async listPipelineExecutions({ region, succeededIn: stageName, ...query }) {
      const input = { ...query, ...(stageName && { filter: { succeededInStage: { stageName } } }) };
      const output = await callAws('codepipeline:ListPipelineExecutions', (options) =>
        clientFor(region).send(new ListPipelineExecutionsCommand(input), options),
      );
      const executions = (output.pipelineExecutionSummaries ?? []).map((summary) => ({
        ...summary,
        revisions: (summary.sourceRevisions ?? []).map(({ actionName, ...revision }) => ({
          ...revision,
          name: actionName,
        })),
      }));
      return { executions, more: output.nextToken !== undefined };
    },
    async listRuleExecutions({ region, pipelineName, pipelineExecutionId }) {
      const input = { pipelineName, filter: { pipelineExecutionId }, maxResults: 100 };
      const output = await callAws('codepipeline:ListRuleExecutions', (options) =>
        clientFor(region).send(new ListRuleExecutionsCommand(input), options),
      );
      return (output.ruleExecutionDetails ?? []).map(({ output: given, ...rule }) => {
        const { errorDetails, externalExecutionSummary } = given?.executionResult ?? {};
        return { ...rule, words: errorDetails?.message ?? externalExecutionSummary };
      });
    },
    async defaultRegion() {
      const [region] = await Promise.all([clientFor().config.region()]);
      return withAccount(accounts, region);
    },
  };
}

function toPage(output: ListActionExecutionsCommandOutput, region: string): Page {
  const actionExecutions = (output.actionExecutionDetails ?? []).map(withoutType);
  return { actionExecutions, region, ...(output.nextToken && { nextToken: output.nextToken }) };
}

/** The service leaves an unmodelled `__type` in actionTypeId, and the SDK keeps it. */
function withoutType(detail: ActionExecution): ActionExecution {
  const actionTypeId = detail.input?.actionTypeId;
  if (!actionTypeId) return detail;
  const { category, owner, provider, version } = actionTypeId;
  return { ...detail, input: { ...detail.input, actionTypeId: { category, owner, provider, version } } };
}
