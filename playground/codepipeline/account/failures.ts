import type { Ending } from './ending.js';

type Failure = Extract<Ending, { status: 'Failed' }>;

/** A CodeBuild build that ends with a command's exit status; the wording is CodeBuild's own. */
export function failedCommand(command: string, log?: string[]): Failure {
  return {
    status: 'Failed',
    code: 'JobFailed',
    summary: 'Build terminated with state: FAILED',
    message:
      'Build terminated with state: FAILED. Phase: BUILD, Code: COMMAND_EXECUTION_ERROR, ' +
      `Message: Error while executing command: ${command}. Reason: exit status 1`,
    ...(log && { log }),
  };
}

export const compileError = failedCommand('npm run build', [
  '> checkout@4.11.0 build',
  '> tsc --project tsconfig.build.json',
  '',
  "\u001b[96msrc/cart/totals.ts\u001b[0m:\u001b[93m48\u001b[0m:\u001b[93m21\u001b[0m - \u001b[91merror\u001b[0m TS2345: Argument of type 'string' is not assignable to parameter of type 'Money'.",
  '',
  '48   return addLine(sum, line.price);',
  '\u001b[91m                       ~~~~~~~~~~\u001b[0m',
  '',
  'Found 1 error in src/cart/totals.ts:48',
  '',
]);

export const failedTests = failedCommand('npm test', [
  '> checkout@4.11.0 test',
  '> jest --ci',
  '',
  ' \u001b[1m\u001b[32mPASS\u001b[39m\u001b[22m test/cart.test.ts (4.211 s)',
  ' \u001b[1m\u001b[32mPASS\u001b[39m\u001b[22m test/prices.test.ts',
  ' \u001b[1m\u001b[31mFAIL\u001b[39m\u001b[22m test/orders/late-fee.test.ts',
  '  ● late fee › a gift card pays none',
  '',
  '    expect(received).toBe(expected)',
  '',
  '    Expected: \u001b[32m"0.00"\u001b[39m',
  '    Received: \u001b[31m"2.50"\u001b[39m',
  '',
  '      at Object.<anonymous> (test/orders/late-fee.test.ts:31:24)',
  '',
  'Test Suites: 1 failed, 2 passed, 3 total',
  'Tests:       1 failed, 87 passed, 88 total',
  'Time:        11.902 s',
]);

/** A rejected approval is Failed without error details; the reviewer's comment is the summary. */
export function rejected(by: string, words: string): Failure {
  return { status: 'Failed', by, summary: words };
}

/** CodePipeline's words when the pipeline's role may not do what the action needs. */
export function notAuthorized(role: string, action: string, resource: string): Failure {
  return {
    status: 'Failed',
    code: 'PermissionError',
    message:
      'The provided role does not have permissions to perform this action. ' +
      `Underlying error: User: ${role} is not authorized to perform: ${action} on resource: ${resource} ` +
      `because no identity-based policy allows the ${action} action`,
  };
}

export const stackRolledBack: Failure = {
  status: 'Failed',
  code: 'JobFailed',
  summary: 'Stack UPDATE_ROLLBACK_COMPLETE',
  message:
    'Action execution failed. The following resource(s) failed to update: [PrivateSubnetB]. ' +
    "Resource handler returned message: \"The CIDR '10.20.64.0/19' conflicts with another subnet " +
    '(Service: Ec2, Status Code: 400)" (HandlerErrorCode: AlreadyExists)',
};

export const functionTimedOut: Failure = {
  status: 'Failed',
  code: 'JobFailed',
  message: 'The AWS Lambda function export-orders failed to complete the job within 15 minutes.',
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
