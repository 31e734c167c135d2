import {
  CodePipelineClient,
  type CodePipelineClientConfig,
  GetPipelineCommand,
  GetPipelineStateCommand,
} from '@aws-sdk/client-codepipeline';
import type { PipelineState, PipelineStructure } from '../domain/pipeline-state.js';
import { callAws } from './call-aws.js';
import { type InAccounts, perRegion } from './per-region.js';

interface Query {
  pipelineName: string;
  region: string;
}

/** All methods throw AwsProblem and nothing else. */
export interface PipelineReads {
  getPipelineState(query: Query): Promise<PipelineState>;
  getPipeline(query: Query): Promise<PipelineStructure>;
}

/** @param config For every client; the environment gives region, credentials and endpoint. */
export function createPipelineReads(config: CodePipelineClientConfig & InAccounts): PipelineReads {
  const clientFor = perRegion(config, (where) => new CodePipelineClient({ ...config, ...where }));
  return {
    async getPipelineState({ pipelineName: name, region }) {
      const output = await callAws('codepipeline:GetPipelineState', (options) =>
        clientFor(region).send(new GetPipelineStateCommand({ name }), options),
      );
      const stages = (output.stageStates ?? []).map(({ stageName = '', latestExecution, actionStates = [] }) => ({
        stageName,
        pipelineExecutionId: latestExecution?.pipelineExecutionId,
        status: latestExecution?.status,
        actions: actionStates.map(({ actionName = '', latestExecution: latest }) => ({
          actionName,
          actionExecutionId: latest?.actionExecutionId,
          status: latest?.status,
          token: latest?.token,
          summary: latest?.summary,
          updatedBy: latest?.lastUpdatedBy,
          changedAt: latest?.lastStatusChange,
        })),
      }));
      return { stages };
    },
    async getPipeline({ pipelineName: name, region }) {
      const { pipeline } = await callAws('codepipeline:GetPipeline', (options) =>
        clientFor(region).send(new GetPipelineCommand({ name }), options),
      );
      const stages = (pipeline?.stages ?? []).map(({ name: stageName = '', actions = [] }) => ({
        name: stageName,
        actions: actions.map(({ name: actionName = '', actionTypeId, timeoutInMinutes }) => ({
          name: actionName,
          category: actionTypeId?.category,
          timeoutInMinutes,
        })),
      }));
      return { executionMode: pipeline?.executionMode, pipelineType: pipeline?.pipelineType, stages };
    },
  };
}
