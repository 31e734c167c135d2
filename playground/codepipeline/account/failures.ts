import type { Ending } from './ending.js';
import { compilerLog, testLog } from './failure-logs.js';

type Failure = Extract<Ending, { status: 'Failed' }>;

const executing = (command: string, status: number) =>
  `Error while executing command: ${command}. Reason: exit status ${status}`;

/** A CodeBuild build whose command exits with that status, in CodeBuild's words. */
export function failedCommand(command: string, log?: string[], exitStatus = 1): Failure {
  return {
    status: 'Failed',
    code: 'JobFailed',
    summary: 'Build terminated with state: FAILED',
    message:
      'Build terminated with state: FAILED. Phase: BUILD, Code: COMMAND_EXECUTION_ERROR, ' +
      `Message: ${executing(command, exitStatus)}`,
    ...(log && { log }),
  };
}

/** The same for a Commands action (recorded). */
export function failedShell(command: string, log: string[]): Failure {
  const words = `Action failed with status: FAILED. COMMAND_EXECUTION_ERROR: ${executing(command, 1)}`;
  return { status: 'Failed', code: 'JobFailed', summary: words, message: words, log };
}

export const compileError = failedCommand('npm run build', compilerLog('checkout'));
export const failedTests = failedCommand('npm test', testLog('checkout'));

/** A rejected approval is Failed without error details; the reviewer's comment is the summary. */
export function rejected(by: string, words: string): Failure {
  return { status: 'Failed', by, summary: words };
}

const NO_PERMISSION = 'The provided role does not have permissions to perform this action. Underlying error: ';

/** CodePipeline's words when the pipeline's role lacks a permission. */
export function notAuthorized(role: string, action: string, resource: string): Failure {
  const words =
    `User: ${role} is not authorized to perform: ${action} on resource: ${resource} ` +
    `because no identity-based policy allows the ${action} action`;
  return { status: 'Failed', code: 'PermissionError', message: NO_PERMISSION + words };
}

/** S3 names neither the permission nor the object. */
export const bucketDenied: Failure = {
  status: 'Failed',
  code: 'PermissionError',
  message:
    `${NO_PERMISSION}Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied; ` +
    'Request ID: 4Z1B9XK2M7QWERTY; S3 Extended Request ID: hq3vX0bT9dLs1mEw=; Proxy: null)',
};

export const bucketMissing: Failure = {
  status: 'Failed',
  code: 'ConfigurationError',
  message:
    'The specified bucket does not exist (Service: Amazon S3; Status Code: 404; Error Code: NoSuchBucket; ' +
    'Request ID: 9P0C7YV3N8ASDFGH; S3 Extended Request ID: kT7wR2nQ5fJx8bUz=; Proxy: null)',
};

export const stackRolledBack: Failure = {
  status: 'Failed',
  code: 'JobFailed',
  summary: 'Stack UPDATE_ROLLBACK_COMPLETE',
  message:
    'Action execution failed. The following resource(s) failed to update: [PrivateSubnetB]. ' +
    "Resource handler returned message: \"The CIDR '10.20.64.0/19' conflicts with another subnet " +
    '(Service: Ec2, Status Code: 400)" (HandlerErrorCode: AlreadyExists)',
};

/** A Lambda function that never reported a result in time. */
export function functionTimedOut(name: string): Failure {
  const message = `The AWS Lambda function ${name} failed to complete the job within 15 minutes.`;
  return { status: 'Failed', code: 'JobFailed', message };
}

/** A Lambda function that ended without reporting a result. */
export function functionWithoutResult(name: string): Failure {
  const message =
    `The AWS Lambda function ${name} failed to return a result. Check the function to verify that it has ` +
    'permission to call the PutJobSuccessResult action and that it made a call to PutJobSuccessResult.';
  return { status: 'Failed', code: 'JobFailed', message };
}

/** ECS's reason for a deployment that it gave up. */
export const tasksFailedToStart: Failure = {
  status: 'Failed',
  code: 'JobFailed',
  summary: 'Deployment failed',
  message: 'ECS deployment circuit breaker: tasks failed to start.',
};

export const deploymentFailed: Failure = {
  status: 'Failed',
  code: 'JobFailed',
  summary: 'Deployment Failed',
  message:
    'The overall deployment failed because too many individual instances failed deployment, ' +
    'too few healthy instances are available for deployment, or some instances in your deployment group ' +
    'are experiencing problems.',
};
