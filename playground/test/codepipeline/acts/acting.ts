import {
  GetPipelineExecutionCommand,
  GetPipelineStateCommand,
  ListActionExecutionsCommand,
  PutApprovalResultCommand,
  RetryStageExecutionCommand,
  RollbackStageCommand,
  StartPipelineExecutionCommand,
  StopPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import {
  approval,
  codeBuild,
  connectionSource,
  ecsDeploy,
  stage,
} from '../../../codepipeline/account/declare-action.js';
import type { StateChangeEvent } from '../../../codepipeline/account/event-source.js';
import type { Pipeline, StageDeclaration } from '../../../codepipeline/account/model.js';
import { connect, startSimulator } from '../simulator.js';

export const STAGES: StageDeclaration[] = [
  stage('Source', connectionSource('example/pay', 'arn:aws:codestar-connections:eu-west-1:123456789012:connection/x')),
  stage('Build', codeBuild('Compile', 'Build', 'pay-build'), codeBuild('Lint', 'Test', 'pay-lint')),
  stage('Approval', approval('Approve', 'Release it?')),
  stage('Deploy', ecsDeploy('Service', 'production', 'pay')),
];

/** The real SDK against one pipeline named `pay`, Source › Build › Approval › Deploy, whose approvals wait. */
export async function startActing(plan: Partial<Pick<Pipeline, 'executionMode' | 'pipelineType' | 'stages'>> = {}) {
  const simulator = await startSimulator();
  const { account } = simulator;
  const pipeline = account.addPipeline({ name: 'pay', stages: STAGES, ...plan });
  const client = connect(simulator);
  const heard: StateChangeEvent[] = [];
  account.onEvent((event) => heard.push(event));
  const at = { pipelineName: 'pay', stageName: 'Approval', actionName: 'Approve' };
  const state = async (stageName: string) => {
    const { stageStates = [] } = await client.send(new GetPipelineStateCommand({ name: 'pay' }));
    return stageStates.find((one) => one.stageName === stageName);
  };
  return {
    simulator,
    account,
    pipeline,
    client,
    /** Events since this was last asked, as `Stage Build FAILED`. */
    news: () => heard.splice(0).map(brief),
    start: async () =>
      (await client.send(new StartPipelineExecutionCommand({ name: 'pay' }))).pipelineExecutionId ?? '',
    state,
    token: async () => (await state('Approval'))?.actionStates?.[0]?.latestExecution?.token,
    answer: (token: string, status: 'Approved' | 'Rejected' = 'Approved', summary = 'ship it', place: object = {}) =>
      client.send(new PutApprovalResultCommand({ ...at, ...place, token, result: { status, summary } })),
    retry: (
      pipelineExecutionId: string,
      stageName: string,
      retryMode: 'FAILED_ACTIONS' | 'ALL_ACTIONS' = 'FAILED_ACTIONS',
    ) =>
      client.send(new RetryStageExecutionCommand({ pipelineName: 'pay', stageName, pipelineExecutionId, retryMode })),
    stop: (pipelineExecutionId: string, abandon: boolean, reason = 'Wrong branch') =>
      client.send(new StopPipelineExecutionCommand({ pipelineName: 'pay', pipelineExecutionId, abandon, reason })),
    rollBack: (stageName: string, targetPipelineExecutionId: string) =>
      client.send(new RollbackStageCommand({ pipelineName: 'pay', stageName, targetPipelineExecutionId })),
    execution: async (pipelineExecutionId: string) =>
      (await client.send(new GetPipelineExecutionCommand({ pipelineName: 'pay', pipelineExecutionId })))
        .pipelineExecution,
    async rows(pipelineExecutionId: string) {
      const filter = { pipelineExecutionId };
      const page = await client.send(new ListActionExecutionsCommand({ pipelineName: 'pay', filter }));
      return page.actionExecutionDetails ?? [];
    },
  };
}

const brief = ({ 'detail-type': type, detail }: StateChangeEvent) =>
  [type.split(' ')[1], detail.stage, detail.action, detail.state].filter(Boolean).join(' ');
