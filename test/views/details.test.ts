import { describe, expect, test } from '@jest/globals';
import type { Button, KnownBlock, ModalView } from '@slack/types';
import * as fc from 'fast-check';
import { checkView, renderedText } from '../../playground/index.js';
import type { ActionExecution } from '../../src/domain/action-execution.js';
import { maskAction } from '../../src/masking/mask-action.js';
import { fieldGroups } from '../../src/views/action-fields.js';
import { allFieldsView } from '../../src/views/all-fields.js';
import { detailsView } from '../../src/views/details.js';
import { SHOW_WHOLE } from '../../src/views/draw-groups.js';
import { readSubject, type Subject } from '../../src/views/modal.js';
import { OWN } from '../../src/views/whole-value.js';
import { actionExecution, largeActionExecution } from '../arbitraries.js';
import { forAll } from '../for-all.js';

const NOW = new Date('2026-11-23T12:00:00Z');
const EXECUTION = '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d';
const ACTION = '2c3d4e5f-6071-4b8c-9d0e-1f2a3b4c5d6e';
const subject: Subject = {
  listing: { pipelineName: 'my-pipeline', pageSize: 10, failedOnly: false },
  address: { pipelineExecutionId: EXECUTION, actionExecutionId: ACTION },
};
const seen = { pipelineName: 'my-pipeline', region: 'eu-west-1', now: NOW };

const detailsOf = (given: ActionExecution, rows = [given], isWholeRun = true) => ({
  ...maskAction(given),
  rows,
  isWholeRun,
  region: 'eu-west-1',
  now: NOW,
});
const render = (given: ActionExecution, rows?: ActionExecution[], isWholeRun?: boolean): ModalView =>
  detailsView(subject, detailsOf(given, rows, isWholeRun));
const fields = (given: ActionExecution): ModalView => allFieldsView(subject, detailsOf(given));
const shown = (...given: Parameters<typeof render>) => renderedText(render(...given).blocks);
const shownFields = (given: ActionExecution) => renderedText(fields(given).blocks);

const buttons = ({ blocks }: ModalView): Button[] =>
  (blocks as KnownBlock[]).flatMap((block) => (block.type === 'actions' ? (block.elements as Button[]) : []));
const labels = (view: ModalView) => buttons(view).map(({ text }) => text.text);
const urlOf = (view: ModalView, label: string) => buttons(view).find(({ text }) => text.text === label)?.url;

describe('any action execution', () => {
  test.each([
    ['of any shape', actionExecution, 200],
    ['as large as they get', largeActionExecution, 60],
  ] as const)('%s renders within Slack’s limits, and no field is dropped silently', (_, arbitrary, numRuns) => {
    forAll(
      fc.property(arbitrary, (given) => {
        const details = detailsOf(given);
        const view = allFieldsView(subject, details);
        for (const one of [view, detailsView(subject, details)]) {
          expect(checkView(one)).toEqual([]);
          expect(Buffer.byteLength(JSON.stringify(one))).toBeLessThan(100_000);
          expect(readSubject(one.private_metadata)).toEqual(subject);
        }
        const whole = buttons(view).flatMap(({ action_id: id, value }) => (id === SHOW_WHOLE ? [value] : []));
        const text = renderedText(view.blocks);
        for (const { path, fields: members } of fieldGroups(details.action, seen)) {
          if (whole.includes(path || OWN)) continue;
          for (const { value } of members) expect(text).toContain(value);
        }
      }),
      { numRuns, endOnFailure: true },
    );
  });
});

const failed: ActionExecution = {
  pipelineExecutionId: EXECUTION,
  actionExecutionId: ACTION,
  pipelineVersion: 14,
  stageName: 'Build',
  actionName: 'Compile',
  status: 'Failed',
  startTime: new Date('2026-11-23T11:00:00.678Z'),
  lastUpdateTime: new Date('2026-11-23T11:02:14.900Z'),
  updatedBy: 'arn:aws:sts::123456789012:assumed-role/Release/priya.raman@example.com',
  input: {
    actionTypeId: { category: 'Build', provider: 'CodeBuild' },
    configuration: { ProjectName: 'checkout-build' },
  },
  output: { executionResult: { errorDetails: { code: 'JobFailed', message: 'first line\n  second line' } } },
};
const source: ActionExecution = {
  stageName: 'Source',
  actionName: 'Source',
  input: { actionTypeId: { category: 'Source' } },
  output: {
    outputVariables: {
      CommitId: '78eafd6012d3a1b4c5d6e7f8091a2b3c4d5e6f70',
      CommitMessage: 'Fix the totals',
      AuthorDisplayName: 'Maya',
    },
  },
};

describe('the details', () => {
  test('say why first, then when, who, what ran, which commit, and the run', () => {
    expect(shown(failed, [failed, source])).toBe(
      [
        '❌ Compile failed in my-pipeline',
        'first line\n  second line',
        'When  2026-11-23 11:00 UTC, took 2m 14s',
        'Started by  priya.raman',
        'Stage  Build',
        'Ran  CodeBuild project checkout-build',
        'Source  78eafd60 Fix the totals – Maya',
        'Run  1b2c3d4e, pipeline version 14',
        'Open runAll fieldsAll attemptsRefreshmy-pipeline · eu-west-1',
      ].join(''),
    );
  });

  test('do not repeat a reason that is all AWS says', () => {
    const message = 'No space left on device';
    const text = shown({ ...failed, output: { executionResult: { errorDetails: { message } } } });
    expect(text.split(message)).toHaveLength(2);
  });

  test('quote who decided and why', () => {
    const rejected: ActionExecution = {
      ...failed,
      input: { actionTypeId: { category: 'Approval', provider: 'Manual' }, configuration: { CustomData: 'Release?' } },
      output: { executionResult: { externalExecutionSummary: 'Not today.' } },
    };
    const text = shown(rejected);
    expect(text).toContain('Rejected by priya.raman: Not today.');
    expect(text).toContain('Asked  Release?');
    expect(shown({ ...rejected, status: 'Succeeded' })).toContain('Approved by  priya.raman');
    expect(shown({ ...rejected, status: 'InProgress', output: {} })).toContain('⏳ Compile is waiting');
  });

  test('number an attempt among all of its action, where all are known', () => {
    const attempt = (index: number): ActionExecution => ({
      ...failed,
      actionExecutionId: `2c3d4e5f-6071-4b8c-9d0e-${String(index).padStart(12, '0')}`,
      startTime: new Date(index),
    });
    const rows = [attempt(3), attempt(2), attempt(1), source];
    expect(shown(attempt(2), rows)).toContain('Attempt  2 of 3');
    expect(shown(attempt(2), rows, false)).not.toContain('Attempt');
    expect(shown(failed)).not.toContain('Attempt');
  });

  test('leave out what AWS did not give', () => {
    const text = shown({ status: 'InProgress' });
    expect(text).not.toMatch(/undefined|null|NaN|Invalid|\[object/);
    expect(text).not.toMatch(/When|Started by|Ran|Source/);
    const session = 'arn:aws:sts::123456789012:assumed-role/AWSCodePipelineServiceRole-x/1790610229748';
    expect(shown({ ...failed, updatedBy: session })).not.toContain('Started by');
  });

  test('lead to the build, the log, and the run', () => {
    const logStreamARN = 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/codebuild/app:log-stream:a/b';
    const view = render({
      ...failed,
      output: {
        executionResult: {
          externalExecutionUrl: 'https://console.aws.amazon.com/codebuild/home#/builds/a',
          logStreamARN,
        },
      },
    });
    expect(urlOf(view, 'Open build')).toBe('https://console.aws.amazon.com/codebuild/home#/builds/a');
    expect(urlOf(view, 'Open log')).toBe(
      'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$252Faws$252Fcodebuild$252Fapp/log-events/a$252Fb',
    );
    expect(urlOf(view, 'Open run')).toContain(`/executions/${EXECUTION}/timeline?region=eu-west-1`);
  });

  test.each(['javascript:alert(1)', 'http://build.example.com/1', 'https://ada:pw@build.example.com/1', 'nonsense'])(
    'do not lead to %s',
    (externalExecutionUrl) => {
      for (const view of [render, fields]) {
        const drawn = view({ output: { executionResult: { externalExecutionUrl } } });
        expect(labels(drawn)).not.toContain('Open result');
        expect(JSON.stringify(drawn.blocks)).not.toContain('"type":"link","url":"javascript');
      }
    },
  );
});

describe('all fields', () => {
  test('are AWS’s own, empty ones left out', () => {
    expect(shownFields({ status: 'InProgress' })).not.toMatch(/input|output|startTime/);
    const empty = { ...failed, input: { configuration: {}, inputArtifacts: [] }, output: {} };
    expect(shownFields(empty)).not.toContain('input');
  });

  test('give times to the second, and the duration', () => {
    expect(JSON.stringify(fields(failed).blocks)).toContain(`"timestamp":${Date.UTC(2026, 10, 23, 11) / 1000}`);
    expect(shownFields(failed)).toContain('duration: 2m 14s');
    expect(shownFields({ ...failed, status: 'InProgress' })).toContain('duration: 59m 59s so far');
  });

  test('mask secrets and say how many', () => {
    const given: ActionExecution = {
      input: { configuration: { ApiKey: 'k3y', Branch: 'main' } },
      output: {
        outputVariables: { TOKEN: 't0ken' },
        executionResult: { externalExecutionSummary: 'password=hunter2' },
      },
    };
    expect(shownFields(given) + shown(given)).not.toMatch(/k3y|t0ken|hunter2/);
    expect(shownFields(given)).toContain('3 values masked.');
    expect(shownFields(failed)).not.toContain('masked');
    expect(shownFields({ input: { configuration: { ApiKey: 'k3y' } } })).toContain('1 value masked.');
  });

  test('offer what was cut, and only that', () => {
    const long = { ...failed, output: { executionResult: { externalExecutionSummary: 'word '.repeat(500) } } };
    expect(labels(fields(long))).toContain('Show all of executionResult');
    expect(labels(fields(failed)).join()).not.toContain('Show all of');
    expect(shownFields(long)).toContain('Show all and Send as file have what is cut here.');
    const many = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`Key${index}`, 'value']));
    expect(shownFields({ input: { configuration: many } })).toContain('and 10 more');
  });

  test('link artifacts to where they lie', () => {
    const given = {
      input: { region: 'us-east-1' },
      output: {
        outputArtifacts: [{ name: 'BuildOutput', s3location: { bucket: 'my-bucket', key: 'app/Build Out/aB3' } }],
      },
    };
    expect(JSON.stringify(fields(given).blocks)).toContain(
      'https://us-east-1.console.aws.amazon.com/s3/object/my-bucket?region=us-east-1&prefix=app%2FBuild%20Out%2FaB3',
    );
  });
});
