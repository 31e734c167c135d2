import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from '@jest/globals';
import { approvalsWait } from '../../codepipeline/account/script.js';
import { stagesOf } from '../../codepipeline/account/seed/pipelines.js';
import { inputs } from '../../codepipeline/constraints.js';
import { startSimulator } from './simulator.js';

const run = promisify(execFile);
// Python takes seconds to start where the cores are busy; a client that hangs is ended before its test is.
const [CLIENT_MS, TEST_MS] = [50_000, 180_000];
const env = {
  ...process.env,
  AWS_ACCESS_KEY_ID: 'x',
  AWS_SECRET_ACCESS_KEY: 'y',
  AWS_DEFAULT_REGION: 'eu-west-1',
  AWS_EC2_METADATA_DISABLED: 'true',
};

const installed = {
  aws: await isThere('aws', ['--version']),
  boto3: await isThere('python3', ['-c', 'import boto3']),
};
const withAws = installed.aws ? test : test.skip;
const withBoto3 = installed.boto3 ? test : test.skip;

async function isThere(command: string, args: string[]): Promise<boolean> {
  return run(command, args).then(
    () => true,
    () => false,
  );
}

beforeAll(() => {
  if (!installed.aws) console.warn('The AWS CLI is not installed: its tests are skipped.');
  if (!installed.boto3) console.warn('boto3 is not installed: its tests are skipped.');
});

async function aws(url: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('aws', ['codepipeline', '--endpoint-url', url, ...args], { env, timeout: CLIENT_MS });
  return stdout;
}

async function python(script: string): Promise<unknown> {
  const { stdout } = await run('python3', ['-c', script], { env, timeout: CLIENT_MS });
  return JSON.parse(stdout);
}

withAws(
  'the AWS CLI pages to the end, resumes with its own token, and prints our errors',
  async () => {
    const { url, account } = await startSimulator();
    const { rows } = account.addPipeline({ name: 'svc' }, { count: 5 });
    const list = ['list-action-executions', '--pipeline-name', 'svc'];
    const whole = JSON.parse(await aws(url, ...list, '--page-size', '4'));
    const ids = rows.map((row) => row.actionExecutionId).reverse();
    const idsIn = (page: { actionExecutionDetails: { actionExecutionId: string }[] }) =>
      page.actionExecutionDetails.map((row) => row.actionExecutionId);
    expect(idsIn(whole)).toEqual(ids);
    const first = JSON.parse(await aws(url, ...list, '--page-size', '4', '--max-items', '6'));
    const rest = JSON.parse(await aws(url, ...list, '--page-size', '4', '--starting-token', first.NextToken));
    expect([...idsIn(first), ...idsIn(rest)]).toEqual(ids);
    await expect(aws(url, 'list-action-executions', '--pipeline-name', 'nope')).rejects.toMatchObject({
      stderr: expect.stringContaining(
        '(PipelineNotFoundException) when calling the ListActionExecutions operation: The account',
      ),
    });
  },
  TEST_MS,
);

withBoto3(
  "boto3's paginator walks every page and filter",
  async () => {
    const { url, account } = await startSimulator();
    const { rows, executions } = account.addPipeline({ name: 'svc' }, { count: 6 });
    const id = executions[2]?.pipelineExecutionId;
    const [all, one] = (await python(`
import boto3, json
pages = boto3.client('codepipeline', endpoint_url='${url}').get_paginator('list_action_executions')
ids = lambda **more: [row['actionExecutionId'] for page in pages.paginate(pipelineName='svc', PaginationConfig={'PageSize': 4}, **more) for row in page['actionExecutionDetails']]
latest = {'latestInPipelineExecution': {'pipelineExecutionId': '${id}', 'startTimeRange': 'Latest'}}
print(json.dumps([ids(), ids(filter=latest)]))`)) as string[][];
    expect(all).toEqual(rows.map((row) => row.actionExecutionId).reverse());
    expect(one).toEqual(executions[2]?.actions.map((row) => row.actionExecutionId).reverse());
  },
  TEST_MS,
);

withAws(
  'the AWS CLI rejects, retries, stops and rolls back',
  async () => {
    const { url, account } = await startSimulator();
    const pipeline = account.addPipeline({ name: 'pay', stages: stagesOf['payments-api-prod'] });
    const good = account.startRun('pay').pipelineExecutionId;
    pipeline.approvals.clear();
    const said = async (...args: string[]) => JSON.parse(await aws(url, ...args));
    const place = ['--pipeline-name', 'pay', '--stage-name', 'Approval'];
    const { pipelineExecutionId: id } = account.startRun('pay', { script: approvalsWait });
    const [token = ''] = pipeline.approvals.keys();
    const result = ['--token', token, '--result', 'summary=From the shell,status=Rejected'];
    expect(await said('put-approval-result', ...place, '--action-name', 'Change-board', ...result)).toHaveProperty(
      'approvedAt',
    );
    const again = ['--pipeline-execution-id', id, '--retry-mode', 'FAILED_ACTIONS'];
    expect(await said('retry-stage-execution', ...place, ...again)).toEqual({ pipelineExecutionId: id });
    const stop = ['--pipeline-name', 'pay', '--pipeline-execution-id', id, '--abandon', '--reason', 'Wrong, “again”'];
    await said('stop-pipeline-execution', ...stop);
    const target = ['--stage-name', 'Deploy', '--target-pipeline-execution-id', good];
    await said('rollback-stage', '--pipeline-name', 'pay', ...target);
    expect(pipeline.executions).toMatchObject([
      { status: 'Succeeded' },
      { status: 'Stopped', stopReason: 'Wrong, “again”', attempt: 2 },
      { status: 'Succeeded', rollbackOf: good },
    ]);
  },
  90_000,
);

withBoto3(
  'boto3 holds a transition, answers an approval once, and gets typed errors',
  async () => {
    const { url, account } = await startSimulator();
    account.addPipeline({ name: 'pay', stages: stagesOf['payments-api-prod'] });
    expect(
      await python(`
import boto3, json
client = boto3.client('codepipeline', endpoint_url='${url}')
deploy = dict(pipelineName='pay', stageName='Deploy', transitionType='Inbound')
client.disable_stage_transition(**deploy, reason='Freeze')
client.start_pipeline_execution(name='pay')
approval = client.get_pipeline_state(name='pay')['stageStates'][2]['actionStates'][0]['latestExecution']
answer = dict(pipelineName='pay', stageName='Approval', actionName='Change-board', token=approval['token'])
client.put_approval_result(**answer, result=dict(summary='', status='Approved'))
try:
    client.put_approval_result(**answer, result=dict(summary='', status='Rejected'))
except client.exceptions.ApprovalAlreadyCompletedException as error:
    said = error.response['Error']['Code']
held = client.get_pipeline_state(name='pay')['stageStates'][3]
client.enable_stage_transition(**deploy)
done = client.list_pipeline_executions(pipelineName='pay')['pipelineExecutionSummaries'][0]['status']
print(json.dumps([said, held['inboundTransitionState']['disabledReason'], len(held['inboundExecutions']), done]))`),
    ).toEqual(['ApprovalAlreadyCompletedException', 'Freeze', 1, 'Succeeded']);
  },
  30_000,
);

withBoto3(
  'boto3 that sends half an item, its own check being off, hears that a decimal is no integer',
  async () => {
    const { url, account } = await startSimulator();
    account.addPipeline({ name: 'svc' }, { count: 1 });
    const error = await python(`
import boto3, json
from botocore.config import Config
from botocore.exceptions import ClientError
client = boto3.client('codepipeline', endpoint_url='${url}', config=Config(parameter_validation=False))
client.meta.events.register('before-call', lambda params, **_: params.update(
    body=params['body'].replace(b'"maxResults": 1', b'"maxResults": 1.5')))
try:
    client.list_action_executions(pipelineName='svc', maxResults=1)
except ClientError as e:
    print(json.dumps(e.response['Error']))`);
    expect(error).toEqual({
      Code: 'SerializationException',
      Message: 'DECIMAL_VALUE can not be converted to an Integer',
    });
  },
  TEST_MS,
);

withBoto3(
  "the constraints are those of botocore's service models",
  async () => {
    const operations = Object.keys(inputs);
    const modelled = await python(`
import botocore.session, json
session = botocore.session.get_session()
models = [session.get_service_model(name) for name in ('codepipeline', 'codebuild', 'logs')]
def shape(s):
    bounds = {k: v for k, v in s.metadata.items() if k in ('min', 'max', 'pattern')}
    if s.type_name == 'structure':
        members = {k: shape(v) for k, v in s.members.items()}
        required = {'required': sorted(s.required_members)} if s.required_members else {}
        return {'type': 'structure', 'members': members, **required}
    if s.type_name == 'list':
        return {'type': 'list', 'member': shape(s.member), **bounds}
    if s.type_name in ('long', 'integer'):
        return {'type': 'integer', **bounds}
    values = {'values': sorted(s.enum)} if getattr(s, 'enum', None) else {}
    return {'type': s.type_name, **bounds, **values}
def find(name):
    return next(m.operation_model(name).input_shape for m in models if name in m.operation_names)
print(json.dumps({name: shape(find(name)) for name in ${JSON.stringify(operations)}}))`);
    expect(JSON.parse(JSON.stringify(inputs, plain))).toEqual(modelled);
  },
  TEST_MS,
);

function plain(key: string, value: unknown): unknown {
  return (key === 'required' || key === 'values') && Array.isArray(value) ? [...value].sort() : value;
}
