// Everything that the bot's tests and benches may import from the playground.

export { createAccount } from './codepipeline/account/create-account.js';
export {
  compileError,
  failedTests,
  notAuthorized,
  rejected,
  tasksFailedToStart,
} from './codepipeline/account/failures.js';
export type { ActionExecution, Execution } from './codepipeline/account/model.js';
export { approvalsWait, endingAt, everythingSucceeds, type Script } from './codepipeline/account/script.js';
export { hostileChange, hostileEnding } from './codepipeline/account/seed/hostile-text.js';
export { stagesOf } from './codepipeline/account/seed/pipelines.js';
export { endApproval } from './codepipeline/end-approval.js';
export type { Role } from './codepipeline/roles.js';
export { playScene } from './codepipeline/scenes.js';
export {
  type CodePipelineOptions,
  type CodePipelineSimulator,
  startCodePipeline,
} from './codepipeline/start-code-pipeline.js';
export { freePort } from './free-port.js';
export { type QueueService, startQueueService } from './queue-service.js';
export { checkBlocks } from './slack/checks/check-blocks.js';
export { checkView } from './slack/checks/check-view.js';
export { renderedText } from './slack/checks/rendered-text.js';
export type { Fault } from './slack/faults.js';
export type { Json, Message, View } from './slack/protocol.js';
export type { Delivery } from './slack/recordings.js';
export { BOT_ID, CHANNELS, PEOPLE, TEAM } from './slack/seed-workspace.js';
export { signRequest } from './slack/sign-request.js';
export { type SlackWorkspace, type SlackWorkspaceOptions, startSlackWorkspace } from './slack/start-slack-workspace.js';
export type { StoredMessage } from './slack/workspace-state.js';
export { type Playground, startPlayground } from './start-playground.js';
export { startTableService } from './table-service.js';
