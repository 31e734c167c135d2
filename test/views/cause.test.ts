import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isSameCause } from '../../src/domain/cause.js';
import { distil, reasonOf } from '../../src/domain/reason.js';
import { placeInWords, reasonInWords } from '../../src/views/cause.js';
import { hostileText } from '../arbitraries.js';
import { forAll } from '../for-all.js';

const ROLE = 'arn:aws:sts::123456789012:assumed-role/checkout-pipeline/1700000000000';

/** What the service, and those it calls, have been seen to say. */
test.each([
  [
    'CodeBuild, a command',
    'Build terminated with state: FAILED. Phase: BUILD, Code: COMMAND_EXECUTION_ERROR, Message: Error while executing command: npm run build. Reason: exit status 1',
    'npm run build exited with 1',
  ],
  [
    'Commands, a command',
    'Action failed with status: FAILED. COMMAND_EXECUTION_ERROR: Error while executing command: make jam. Reason: exit status 2',
    'make jam exited with 2',
  ],
  [
    'CodeBuild’s phase context in a log',
    '[Container] 2026/11/23 00:36:19.123456 Phase context status code: COMMAND_EXECUTION_ERROR Message: Error while executing command: npm test. Reason: exit status 137',
    'npm test exited with 137',
  ],
  [
    'a command of several lines',
    'COMMAND_EXECUTION_ERROR: Error while executing command: for env in $pl_envs; do\n  ./copilot svc package -e $env;\ndone;\n. Reason: exit status 1',
    'for env in $pl_envs; do exited with 1',
  ],
  [
    'a command that can not be run',
    'Error while executing command: jest --ci. Reason: exec: "jest": executable file not found in $PATH',
    'jest --ci failed: exec: "jest": executable file not found in $PATH',
  ],
  [
    'a build out of time',
    'Build terminated with state: TIMED_OUT. Phase: BUILD, Code: BUILD_TIMED_OUT, Message: Build has timed out. ',
    'Build has timed out.',
  ],
  [
    'a buildspec that is not there',
    'Build terminated with state: FAILED. Phase: DOWNLOAD_SOURCE, Code: YAML_FILE_ERROR, Message: stat /codebuild/output/src1/src/buildspec.yml: no such file or directory',
    'stat /codebuild/output/src1/src/buildspec.yml: no such file or directory',
  ],
  [
    'a build that can not be started',
    'Action execution failed\nError calling startBuild: Cannot have more than 1 builds in queue for the account (Service: AWSCodeBuild; Status Code: 400; Error Code: AccountLimitExceededException; Request ID: e123456-d617-40d5-abcd-9b92307d238c; Proxy: null)',
    'Cannot have more than 1 builds in queue for the account',
  ],
  [
    'a project that is gone',
    'Error calling startBuild: Project cannot be found: arn:aws:codebuild:us-east-1:1234567890:project/Jam (Service: AWSCodeBuild; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: 5376d923)',
    'Project cannot be found: project/Jam',
  ],
  [
    'a role that may not, CodePipeline’s words',
    `The provided role does not have permissions to perform this action. Underlying error: User: ${ROLE} is not authorized to perform: ecs:UpdateService on resource: arn:aws:ecs:eu-west-1:123456789012:service/production/svc-identity because no identity-based policy allows the ecs:UpdateService action`,
    'its role may not ecs:UpdateService',
  ],
  [
    'a role that may not, of a build',
    `Error calling startBuild: User: ${ROLE} is not authorized to perform: codebuild:StartBuild on resource: arn:aws:codebuild:us-east-1:387678648422:project/bia-build`,
    'its role may not codebuild:StartBuild',
  ],
  [
    'a key that may not be used',
    `User: ${ROLE} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because no identity-based policy allows the kms:Decrypt action`,
    'its role may not kms:Decrypt',
  ],
  [
    'a role that a build can not take',
    'Error calling startBuild: CodeBuild is not authorized to perform: sts:AssumeRole on service role. Please verify that: 1) The provided service role exists',
    'its role may not sts:AssumeRole',
  ],
  [
    'CloudFormation, a call',
    'API: ec2:CreateSubnet You are not authorized to perform this operation. Encoded authorization failure message: abc',
    'its role may not ec2:CreateSubnet',
  ],
  [
    'access denied by S3',
    'The provided role does not have permissions to perform this action. Underlying error: Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied; Request ID: BDA77A60ED10A069; S3 Extended Request ID: nQ=)',
    'its role has no access to Amazon S3',
  ],
  [
    'access to ECS',
    'The provided role does not have sufficient permissions to access ECS',
    'its role has no access to ECS',
  ],
  [
    'an artifact that can not be read',
    "Unable to access the artifact with Amazon S3 object key 'svc/BuildArtif/vV3kP2x' located in the Amazon S3 artifact bucket 'codepipeline-eu-west-1'. The provided role does not have sufficient permissions.",
    'its role has no access to the artifact',
  ],
  [
    'a connection that may not be used',
    'Unable to use Connection: arn:aws:codeconnections:us-east-1:649871028995:connection/d2f844bb. The provided role does not have sufficient permissions.',
    'its role has no access to the connection',
  ],
  [
    'a branch that a connection does not find',
    '[GitHub] No Branch [prod] found for FullRepositoryName [fibtecltd/pyvar]',
    'no branch prod in fibtecltd/pyvar',
  ],
  [
    'a stack whose update failed',
    'Action execution failed. The following resource(s) failed to update: [PrivateSubnetB]. Resource handler returned message: "The CIDR conflicts" (RequestToken: 1, HandlerErrorCode: AlreadyExists)',
    'PrivateSubnetB failed to update',
  ],
  [
    'a stack with many of them',
    'The following resource(s) failed to create: [A, B, C, D]. ',
    'A, B and 2 more failed to create',
  ],
  [
    'a stack that can not be updated',
    'Stack:arn:aws:cloudformation:us-east-1:123456789012:stack/jam/8d1f2a3b is in ROLLBACK_COMPLETE state and can not be updated. (Service: AmazonCloudFormation; Status Code: 400; Error Code: ValidationError; Request ID: 1)',
    'Stack:stack/jam/8d1f2a3b is in ROLLBACK_COMPLETE state and can not be updated.',
  ],
  [
    'a deployment of CodeDeploy',
    'The overall deployment failed because too many individual instances failed deployment, too few healthy instances are available for deployment, or some instances in your deployment group are experiencing problems.',
    'too many instances failed, or too few are healthy',
  ],
  [
    'an AppSpec file that is not there',
    'The deployment failed because no AppSpec file named appspec.yml was found.',
    'The deployment failed because no AppSpec file named appspec.yml was found.',
  ],
  [
    'a function that did not answer',
    'The AWS Lambda function export-orders failed to return a result. Check the function to verify that it has permission to call the PutJobSuccessResult action.',
    'export-orders returned no result',
  ],
  [
    'a function that took too long',
    'The AWS Lambda function export-orders failed to complete the job within 15 minutes.',
    'export-orders took more than 15 minutes',
  ],
  [
    'an S3 object that is not there',
    'The object with key release.zip does not exist.',
    'The object with key release.zip does not exist.',
  ],
  ['only that it failed', 'Build terminated with state: FAILED', ''],
  ['only that it failed, CodeDeploy', 'Deployment Failed', ''],
  ['only that it failed, CodePipeline', 'Action execution failed', ''],
  ['nothing', '', ''],
])('%s', (_, said, expected) => {
  expect(reasonInWords(distil(said))).toBe(expected);
});

test('the parts that evidence is taken from', () => {
  const denied = `User: ${ROLE} is not authorized to perform: ecs:UpdateService on resource: arn:aws:ecs:eu-west-1:123456789012:service/production/svc-identity because`;
  expect(distil(denied)).toMatchObject({ resource: 'service/production/svc-identity' });
  const stack =
    'Action execution failed. The following resource(s) failed to update: [PrivateSubnetB]. Resource handler returned message: "The CIDR \'10.20.64.0/19\' conflicts with another subnet (Service: Ec2, Status Code: 400)" (HandlerErrorCode: AlreadyExists)';
  expect(distil(stack)).toMatchObject({ why: "The CIDR '10.20.64.0/19' conflicts with another subnet" });
});

test.each([
  ['arn:aws:sts::123456789012:assumed-role/Release/priya.raman', 'rejected by priya.raman'],
  ['arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Admin/priya.raman@example.com', 'rejected by priya.raman'],
  ['arn:aws:iam::123456789012:user/ops', 'rejected by ops'],
  [undefined, 'rejected'],
])('an approval rejected by %s', (by, expected) => {
  const reason = reasonOf({ category: 'Approval', summary: 'Not before the freeze ends.', by });
  expect(reasonInWords(reason)).toBe(expected);
  expect(reason).toMatchObject({ words: 'Not before the freeze ends.' });
});

test('a message that only says that it failed gives way to the phase of the build', () => {
  const reason = reasonOf({
    message: 'Build terminated with state: FAILED',
    summary: 'Build terminated with state: FAILED',
    phase: 'COMMAND_EXECUTION_ERROR: Error while executing command: npm test. Reason: exit status 1',
  });
  expect(reasonInWords(reason)).toBe('npm test exited with 1');
});

test.each([
  [{ stageName: 'Build', actionName: 'Build' }, 'Build'],
  [{ stageName: 'Deploy-prod', actionName: 'Deploy' }, 'Deploy-prod'],
  [{ stageName: 'Test', actionName: 'Unit' }, 'Unit'],
  [{ stageName: 'Prod', actionName: 'Deploy' }, 'Prod › Deploy'],
  [{ stageName: 'Approval', actionName: 'Approve' }, 'Approve'],
  [{ stageName: 'Release' }, 'Release'],
])('the place %j', (place, expected) => {
  expect(placeInWords(place)).toBe(expected);
});

test('the same failure with another request’s id is no news, another place or command is', () => {
  const cause = (words: string, stageName = 'Deploy') => ({ place: { stageName }, reason: distil(words), more: 0 });
  const [one, other] = ['8d1f2a3b-1', '77aa55bb-2'].map((id) => cause(`Task ${id} stopped after 31 s`));
  expect(one && other && isSameCause(one, other)).toBe(true);
  expect(isSameCause(cause('Task stopped'), cause('Task stopped', 'Build'))).toBe(false);
  const command = (run: string) => cause(`Error while executing command: ${run}. Reason: exit status 1`);
  expect(isSameCause(command('npm test'), command('npm run lint'))).toBe(false);
  expect(isSameCause(command('npm test'), command('npm test'))).toBe(true);
  expect(isSameCause(cause('x', 'Deploy1'), cause('x', 'Deploy2'))).toBe(false);
});

test('a reason is one short line without an account’s number, for any message', () => {
  forAll(
    fc.property(fc.oneof(hostileText(5000), fc.string({ maxLength: 5000 })), (said) => {
      const words = reasonInWords(reasonOf({ message: said, summary: said }));
      expect(words.length).toBeLessThanOrEqual(200);
      expect(words).not.toMatch(/\n|arn:aws:[a-z]/);
    }),
  );
});
