/** Why an action failed, distilled from AWS's message. Plain JSON, so that it can be stored. */
export type Reason =
  /** A command failed, or could not be run. */
  | { kind: 'command'; command: string; status?: string | undefined; why?: string | undefined }
  /** The role lacks a permission: `ecs:UpdateService`, on `service/production/svc-identity`. */
  | { kind: 'permission'; action: string; resource?: string | undefined }
  /** `by`: a service in AWS's words, `artifact` or `connection`. */
  | { kind: 'refused'; by: string }
  /** A rejected approval, with the reviewer and their comment. */
  | { kind: 'rejected'; by?: string | undefined; words?: string | undefined }
  | { kind: 'resources'; change: 'create' | 'update' | 'delete'; names: string[]; why?: string | undefined }
  | { kind: 'instances' }
  | { kind: 'function'; name: string; minutes?: number | undefined }
  | { kind: 'branch'; branch: string; repository: string }
  | { kind: 'builds'; failed: string[]; count: number }
  /** A condition of the stage was not met; rule and message where AWS gives them. */
  | { kind: 'condition'; when?: ConditionTime | undefined; rule?: string | undefined; words?: string | undefined }
  /** Any other message, without AWS's wrapping. */
  | { kind: 'words'; words: string }
  | { kind: 'unknown' };

export type ConditionTime = 'entry' | 'success' | 'failure';

/** What AWS says of one failed action, already masked. */
export interface Said {
  category?: string | undefined;
  message?: string | undefined; // `errorDetails.message`, up to 5,000 characters
  summary?: string | undefined; // `externalExecutionSummary`; for an approval, the reviewer's comment
  by?: string | undefined; // `updatedBy`; for an approval, the reviewer
  phase?: string | undefined; // the message of its build's failed phase
}

/** Prefers a message that says more than "it failed". Never throws. */
export function reasonOf({ category, message, summary, by, phase }: Said): Reason {
  if (category === 'Approval' && !message?.trim()) {
    const words = summary?.trim();
    return { kind: 'rejected', ...(by && { by: principalName(by) }), ...(words && { words }) };
  }
  const [first, ...others] = [message, summary, phase].map((told) => distil(told ?? ''));
  return [first, ...others].find((reason) => reason !== undefined && reason.kind !== 'unknown') ?? { kind: 'unknown' };
}

/** The reason in a text, without AWS's wrapping. */
export function distil(text: string): Reason {
  const words = unwrap(text);
  if (!words) return { kind: 'unknown' };
  for (const form of FORMS) {
    const reason = form(words);
    if (reason) return reason;
  }
  return { kind: 'words', words: shortenArns(words.replace(FOOTNOTES, '')).trim() };
}

/** Prefixes that add nothing to the rest. */
const WRAPPERS = [
  /^\[Container\] \S+ \S+ /,
  /^Phase context status code: \S+ Message: /,
  /^(?:the )?(?:build|action execution|action|(?:the )?job|deployment) (?:terminated|failed|has failed)(?: with (?:state|status): \w+)?(?:[.:]\s*|\s*$|\n\s*)/i,
  /^Phase: \w+, Code: [\w ]+, Message: /,
  /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+: /,
  /^Error calling start(?:Build|BuildBatch): /,
  /^Error: /,
  /^The provided role does not have permissions to perform this action\.\s*Underlying error: /,
];

function unwrap(text: string): string {
  let words = text.trim();
  for (let before = ''; before !== words; ) {
    before = words;
    for (const wrapper of WRAPPERS) words = words.replace(wrapper, '').trim();
  }
  return words;
}

/** `(Service: AmazonECS; Status Code: 400; Request ID: …)`: useless to a reader, and different each time. */
const FOOTNOTES = / ?\((?:Service|RequestToken|HandlerErrorCode|Request ID): ?[^()]*\)/g;

type Form = (words: string) => Reason | undefined;

const FORMS: Form[] = [command, permission, condition, notAuthorized, resources, instances, lambda, branch];

function command(words: string): Reason | undefined {
  const [, given, why = ''] =
    /^Error while executing command:\s*([\s\S]*?)\.?\s*\bReason: ([\s\S]*)$/.exec(words) ?? [];
  const run = given?.trim();
  if (!run) return undefined;
  const [, status] = /^exit status:? (\d+)/.exec(why) ?? [];
  return { kind: 'command', command: run, ...(status ? { status } : { why: shortenArns(why).trim() }) };
}

function permission(words: string): Reason | undefined {
  const [, action, resource] =
    /is not authorized to perform:? ([\w-]+:\w+)(?: on (?:resource:? ?)?(arn:[^\s,"']+)?)?/.exec(words) ??
    /\bAPI: ([\w-]+:\w+) (?:You are not authorized|Access Denied)()/.exec(words) ??
    /\bdoes(?: not|n[’']t) have (?:the )?(?:required )?(?:permissions? )?[`'"]?([a-z][\w-]*:[A-Z]\w+)[`'"]?()/.exec(
      words,
    ) ??
    [];
  if (!action) return undefined;
  return { kind: 'permission', action, ...(resource && { resource: lastPart(resource.replace(/[.);]+$/, '')) }) };
}

function notAuthorized(words: string): Reason | undefined {
  if (/^Access Denied\b.*\(Service: /i.test(words)) {
    const [, by = ''] = /\(Service: ([^;,)]+)/.exec(words) ?? [];
    return { kind: 'refused', by };
  }
  const [, to] =
    /(?:role|permissions?) (?:does not have|lacks) sufficient permissions?(?: to access (?:the )?([\w ]+))?/i.exec(
      words,
    ) ?? [];
  if (to) return { kind: 'refused', by: to.trim() };
  if (/^Unable to access the artifact with Amazon S3 object key\b/.test(words))
    return { kind: 'refused', by: 'artifact' };
  return /^Unable to use Connection\b/.test(words) ? { kind: 'refused', by: 'connection' } : undefined;
}

function resources(words: string): Reason | undefined {
  const [whole, change, list = ''] =
    /The following resource\(s\) failed to (create|update|delete): \[([^\]]*)\]\.?/.exec(words) ?? [];
  if (!whole) return undefined;
  const rest = words.slice(words.indexOf(whole) + whole.length);
  const [, handler] = /Resource handler returned message: "([\s\S]*)"(?:\s*\([^()]*\))?\.?\s*$/.exec(rest) ?? [];
  const why = shortenArns((handler ?? rest).replace(FOOTNOTES, '')).trim();
  const names = list.split(',').flatMap((name) => name.trim() || []);
  return { kind: 'resources', change: change as 'create' | 'update' | 'delete', names, ...(why && { why }) };
}

function instances(words: string): Reason | undefined {
  return /^The overall deployment failed because too many individual instances failed/.test(words)
    ? { kind: 'instances' }
    : undefined;
}

function lambda(words: string): Reason | undefined {
  const [, name, minutes] =
    /^The AWS Lambda function (\S+) failed to (?:complete the job within (\d+) minutes|return a result)/.exec(words) ??
    [];
  return name ? { kind: 'function', name, ...(minutes && { minutes: Number(minutes) }) } : undefined;
}

function branch(words: string): Reason | undefined {
  const [, name, repository] = /No Branch \[([^\]]+)\] found for FullRepositoryName \[([^\]]+)\]/.exec(words) ?? [];
  return name && repository ? { kind: 'branch', branch: name, repository } : undefined;
}

function condition(words: string): Reason | undefined {
  return /\b(?:stage )?conditions? (?:has |have )?failed\b/i.test(words) ? conditionIn(words) : undefined;
}

/** The condition that stopped an execution, from its `statusSummary`, which may name the rule. */
export function conditionIn(words: string): Reason & { kind: 'condition' } {
  const [, named] =
    /\brules?:? [`'"[]?([A-Za-z0-9.@_-]{1,100})[`'"\]]?/i.exec(words) ??
    /\bcondition [`'"“[]([A-Za-z0-9.@_-]{1,100})/i.exec(words) ??
    [];
  const when = /before.?entry/i.test(words)
    ? 'entry'
    : /on.?success/i.test(words)
      ? 'success'
      : /on.?failure/i.test(words)
        ? 'failure'
        : undefined;
  return { kind: 'condition', ...(when && { when }), ...(named && { rule: named }) };
}

const ARN = /\barn:[a-z-]+:[a-z0-9-]*:[a-z0-9-]*:\d*:([^\s"'`,)\]]+)/g;

/** `arn:aws:ecs:eu-west-1:123456789012:service/production/web` → `service/production/web` */
const shortenArns = (text: string): string => text.replace(ARN, (_, last: string) => last);

const lastPart = (arn: string): string => shortenArns(arn);

/** `arn:…:assumed-role/Release/priya.raman@example.com` → `priya.raman`: no e-mail address in a channel. */
export const principalName = (arn: string): string => (arn.split('/').at(-1) ?? arn).replace(/@.*$/s, '') || 'someone';
