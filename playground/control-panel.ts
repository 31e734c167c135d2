import { approvalsWait } from './codepipeline/account/script.js';
import { APPROVAL_ENDS, type ApprovalEnd, endApproval } from './codepipeline/end-approval.js';
import { playScene, SCENES, type SceneId } from './codepipeline/scenes.js';
import type { CodePipelineSimulator } from './codepipeline/start-code-pipeline.js';
import type { BotProcess } from './run-bot.js';
import type { ControlGesture, Controls } from './slack/protocol.js';
import type { SlackWorkspace } from './slack/start-slack-workspace.js';

export interface ControlPanel {
  controls(): Controls;
  /** Does what was asked for. @throws Error in words for a person. */
  act(gesture: ControlGesture): Promise<void>;
}

/** The page's control panel: what it shows, and what each of its gestures does to AWS, Slack and the bot. */
export function createControlPanel(
  aws: CodePipelineSimulator,
  slack: () => SlackWorkspace,
  bot: BotProcess,
): ControlPanel {
  const controls = (): Controls => ({
    pipelines: busiestFirst(aws),
    faults: {
      awsLatencyMs: aws.faults.latencyMs,
      slackLatencyMs: slack().faults.latencyMs,
      throttle: aws.faults.throttle !== false,
      denyAccess: aws.faults.denyAccess !== false,
    },
    scenes: SCENES.map(({ id, label }) => ({ id, label })),
    approvalEnds: APPROVAL_ENDS.map(({ id, label }) => ({ id, label })),
    bot: { running: bot.pid() !== null, pid: bot.pid(), address: bot.address },
    aws: { address: aws.url },
  });
  const act = async (gesture: ControlGesture): Promise<void> => {
    switch (gesture.do) {
      case 'start-run':
        aws.account.startRun(gesture.pipeline, { script: approvalsWait });
        break;
      case 'scene':
        playScene(aws.account, gesture.pipeline, sceneId(gesture.scene));
        break;
      case 'retry':
        aws.account.retry(gesture.pipeline, { script: approvalsWait });
        break;
      case 'end-approval':
        endApproval(aws.account, gesture.pipeline, approvalEnd(gesture.end));
        break;
      case 'set-faults':
        setFaults(aws, slack(), gesture.faults);
        break;
      case 'expire-tokens':
        aws.faults.expireTokens();
        break;
      case 'restart-bot':
        await bot.stop();
        await bot.start();
        break;
    }
    slack().setControls(controls());
  };
  return { controls, act };
}

/** The page suggests the first ones, and a pipeline with much history shows most. */
const busiestFirst = (aws: CodePipelineSimulator): string[] =>
  aws.account
    .pipelines()
    .toSorted((one, other) => other.executions.length - one.executions.length)
    .map(({ name }) => name);

function setFaults(aws: CodePipelineSimulator, slack: SlackWorkspace, faults: Partial<Controls['faults']>): void {
  const { awsLatencyMs, slackLatencyMs, throttle, denyAccess } = faults;
  if (awsLatencyMs !== undefined) aws.faults.latencyMs = awsLatencyMs;
  if (slackLatencyMs !== undefined) slack.faults.latencyMs = slackLatencyMs;
  if (throttle !== undefined) aws.faults.throttle = throttle;
  if (denyAccess !== undefined) aws.faults.denyAccess = denyAccess;
}

function sceneId(given: string): SceneId {
  const scene = SCENES.find(({ id }) => id === given);
  if (!scene) throw new Error(`There is no scene ${given}.`);
  return scene.id;
}

function approvalEnd(given: string): ApprovalEnd {
  const end = APPROVAL_ENDS.find(({ id }) => id === given);
  if (!end) throw new Error(`An approval can't end by ${given}.`);
  return end.id;
}
