import type { IncomingHttpHeaders } from 'node:http';
import { partitionOf, sessionArn, userArn } from './account/arns.js';
import { AwsError } from './aws-error.js';
import type { Call } from './call.js';
import { type PlannedFailure, takeThrottle } from './faults.js';
import type { Context } from './operations/context.js';
import { findTarget, runOperation, type Target } from './operations/index.js';
import { readSignature } from './read-signature.js';
import type { createRoles } from './roles.js';

export interface Answer {
  status: number;
  body: string;
}

export type AnswerSetting = Omit<Context, 'region' | 'caller'> & {
  takeFailure(): PlannedFailure | undefined;
  roles: ReturnType<typeof createRoles>;
};

/** Of the services here only STS takes forms. */
export const isQuery = (headers: IncomingHttpHeaders): boolean =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;

/** Answers one request and records operation, region and error in `call`. */
export function answerCall(setting: AnswerSetting, call: Call, headers: IncomingHttpHeaders, body: string): Answer {
  if (isQuery(headers)) return answerQuery(setting, call, headers, body);
  try {
    const target = findTarget(headers['x-amz-target']?.toString());
    const { region, accessKeyId } = readSignature(headers.authorization, target.signedFor);
    call.region = region;
    call.input = parse(body);
    const failure = setting.takeFailure();
    if (failure) return planned(call, failure);
    const session = setting.roles.sessionOf(accessKeyId);
    const account = session?.account ?? setting.account;
    const caller = session?.caller ?? userArn(account.id, region, accessKeyId);
    call.caller = caller;
    refuse({ ...setting, account }, call, target);
    return {
      status: 200,
      body: JSON.stringify(runOperation(target.operation, { ...setting, account, region, caller }, call.input)),
    };
  } catch (error) {
    const known = error instanceof AwsError ? error : new AwsError('InternalFailure', '', 500);
    if (known !== error) console.error(error);
    call.error = known.name;
    return { status: known.status, body: known.toBody() };
  }
}

function answerQuery(setting: AnswerSetting, call: Call, headers: IncomingHttpHeaders, body: string): Answer {
  const input = new URLSearchParams(body);
  call.input = Object.fromEntries(input);
  try {
    const { region, accessKeyId } = readSignature(headers.authorization, 'sts');
    call.region = region;
    call.caller = userArn(setting.account.id, region, accessKeyId);
    if (call.operation !== 'AssumeRole') throw new AwsError('InvalidAction');
    return { status: 200, body: setting.roles.assumeRole(input, call.caller, region) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { name, message, status } = error;
    call.error = name;
    const words = `<Type>Sender</Type><Code>${name}</Code><Message>${message}</Message>`;
    return { status, body: `<ErrorResponse><Error>${words}</Error></ErrorResponse>` };
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new AwsError('SerializationException');
  }
}

function planned(call: Call, { status, body }: PlannedFailure): Answer {
  const error = new AwsError(status === 503 ? 'ServiceUnavailableException' : 'InternalFailure', '', status);
  call.error = error.name;
  return { status, body: body ?? error.toBody() };
}

function refuse({ faults, account }: AnswerSetting, call: Call, { operation, signedFor }: Target): void {
  if (takeThrottle(faults)) throw new AwsError('ThrottlingException', 'Rate exceeded');
  const { denyAccess } = faults;
  if (denyAccess === false || (Array.isArray(denyAccess) && !denyAccess.includes(operation))) return;
  const action = `${signedFor}:${operation}`;
  const user = sessionArn(account.id, call.region, 'pipeline-actions', 'bot');
  const resource = `arn:${partitionOf(call.region)}:${signedFor}:${call.region}:${account.id}:${resourceOf(call.input)}`;
  throw new AwsError(
    'AccessDeniedException',
    `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ` +
      `because no identity-based policy allows the ${action} action`,
  );
}

function resourceOf(input: unknown): string {
  const { pipelineName, name, logGroupName, logStreamName, ids } = (input ?? {}) as Record<string, unknown>;
  if (typeof logGroupName === 'string') return `log-group:${logGroupName}:log-stream:${String(logStreamName)}`;
  if (Array.isArray(ids)) return `project/${String(ids[0]).split(':')[0]}`;
  // Stages and actions are resources below the pipeline.
  const { stageName, actionName } = (input ?? {}) as Record<string, unknown>;
  return [pipelineName ?? name ?? '*', stageName, actionName].filter((part) => part !== undefined).join('/');
}
