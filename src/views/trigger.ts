import type { Trigger } from '../domain/failure.js';
import { principalName } from '../domain/reason.js';
import { cut, oneLine, shortId } from './text.js';

const NAME = 60;

/** `started by jonas.weber`, `rolled back automatically after 1b2c3d4e failed`. */
export function triggerInWords({ type, detail = '' }: Trigger): string {
  const name = nameIn(detail);
  switch (type) {
    case 'StartPipelineExecution':
      return name ? `started by ${name}` : 'started by hand';
    case 'Webhook':
    case 'WebhookV2':
      return 'started by a push';
    case 'PollForSourceChanges':
      return 'started by a change of its source';
    case 'PutActionRevision':
      return 'started by a new revision';
    case 'CreatePipeline':
      return 'started when it was created';
    case 'CloudWatchEvent':
      return /:rule\//.test(detail) && name ? `started by the rule ${name}` : 'started by a rule';
    case 'ManualRollback':
      return name ? `rolled back by ${name}` : 'rolled back by hand';
    case 'AutomatedRollback':
      return rolledBack(detail);
    default:
      return `started by ${cut(oneLine(type), NAME) || 'something unknown'}`;
  }
}

/** The normal case, which needs no words. */
export const isPush = ({ type }: Trigger): boolean =>
  /^(Webhook|WebhookV2|PollForSourceChanges|CloudWatchEvent)$/.test(type);

function rolledBack(detail: string): string {
  const [, failed] = /"FailedPipelineExecutionId"\s*:\s*"([^"]+)"/.exec(detail) ?? [];
  return failed ? `rolled back automatically after ${shortId(failed)} failed` : 'rolled back automatically';
}

/** The last part of an ARN; empty for a meaningless id. */
function nameIn(detail: string): string {
  if (!detail.startsWith('arn:')) return '';
  const name = oneLine(principalName(detail));
  return /^[0-9a-f-]{32,}$/.test(name) || name.startsWith('arn:') ? '' : cut(name, NAME);
}
