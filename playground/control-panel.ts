import type { Execution } from './codepipeline/account/model.js';
import { approvalsWait } from './codepipeline/account/script.js';
import { APPROVAL_ENDS, endApproval } from './codepipeline/end-approval.js';
import { playScene, SCENES, type SceneId, STORM, scenesOf } from './codepipeline/scenes.js';
import type { CodePipelineSimulator } from './codepipeline/start-code-pipeline.js';
import type { BotProcess } from './run-bot.js';
import type { ControlGesture, Controls } from './slack/protocol.js';
import type { SlackWorkspace } from './slack/start-slack-workspace.js';

export interface ControlPanel {
  controls(): Controls;
  /** @returns what happened, in words for the user. @throws Error in such words. */
  act(gesture: ControlGesture): Promise<string>;
}

/** The page's control panel: what it shows, and the effect of each gesture on AWS, Slack and the bot. */
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
    scenes: Object.fromEntries(aws.account.pipelines().map((one) => [one.name, scenesOf(one)])),
    approvalEnds: APPROVAL_ENDS.map(({ id, label }) => ({ id, label })),
    bot: { running: bot.pid() !== null, pid: bot.pid(), address: bot.address },
    aws: { address: aws.url },
  });
  const act = async (gesture: ControlGesture): Promise<string> => {
    const said = await perform(gesture, { aws, slack: slack(), bot });
    slack().setControls(controls());
    return said;
  };
  return { controls, act };
}

interface Acted {
  aws: CodePipelineSimulator;
  slack: SlackWorkspace;
  bot: BotProcess;
}

async function perform(gesture: ControlGesture, { aws, slack, bot }: Acted): Promise<string> {
  switch (gesture.do) {
    case 'start-run':
      return `${runOf(gesture.pipeline, aws.account.startRun(gesture.pipeline, { script: approvalsWait }))} has started.`;
    case 'scene': {
      const run = playScene(aws.account, gesture.pipeline, sceneId(gesture.scene));
      if (gesture.scene === 'storm') return `${STORM} runs have started, and will fail.`;
      return `${runOf(gesture.pipeline, run)} has started, and will fail.`;
    }
    case 'retry':
      return `${runOf(gesture.pipeline, aws.account.retry(gesture.pipeline, { script: approvalsWait }))} is retried.`;
    case 'end-approval': {
      const { id, label } = approvalEnd(gesture.end);
      endApproval(aws.account, gesture.pipeline, id);
      return `${gesture.pipeline}: ${label.charAt(0).toLowerCase()}${label.slice(1)}.`;
    }
    case 'set-faults':
      setFaults(aws, slack, gesture.faults);
      return '';
    case 'expire-tokens':
      aws.faults.expireTokens();
      return 'AWS refuses all tokens that it has given until now.';
    case 'restart-bot':
      await bot.stop();
      await bot.start();
      return `The bot has been restarted, as process ${bot.pid()}.`;
  }
}

const runOf = (pipeline: string, { pipelineExecutionId }: Execution) =>
  `Run ${pipelineExecutionId.slice(0, 8)} of ${pipeline}`;

/** The page suggests the first ones. */
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

function approvalEnd(given: string): (typeof APPROVAL_ENDS)[number] {
  const end = APPROVAL_ENDS.find(({ id }) => id === given);
  if (!end) throw new Error(`An approval can't end by ${given}.`);
  return end;
}
