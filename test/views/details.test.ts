import { describe, expect, test } from '@jest/globals';
import type { Button, KnownBlock, ModalView } from '@slack/types';
import * as fc from 'fast-check';
import { checkView, renderedText } from '../../playground/index.js';
import type { ActionExecution } from '../../src/domain/action-execution.js';
import { maskAction } from '../../src/masking/mask-action.js';
import { fieldGroups } from '../../src/views/action-fields.js';
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

const render = (given: ActionExecution): ModalView =>
  detailsView(subject, { ...maskAction(given), region: 'eu-west-1', now: NOW });
const shown = (given: ActionExecution) => renderedText(render(given).blocks);

const buttons = ({ blocks }: ModalView): Button[] =>
  (blocks as KnownBlock[]).flatMap((block) => (block.type === 'actions' ? (block.elements as Button[]) : []));
const labels = (view: ModalView) => buttons(view).map(({ text }) => text.text);
const urlOf = (view: ModalView, label: string) => buttons(view).find(({ text }) => text.text === label)?.url;

describe('any action execution', () => {
  test.each([
    ['of any shape', actionExecution, 200],
    ['as large as they get', largeActionExecution, 60],
  ] as const)('%s renders within Slack’s limits, and nothing is dropped silently', (_, arbitrary, numRuns) => {
    forAll(
      fc.property(arbitrary, (given) => {
        const view = render(given);
        expect(checkView(view)).toEqual([]);
        expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(100_000);
        const whole = buttons(view).flatMap(({ action_id: id, value }) => (id === SHOW_WHOLE ? [value] : []));
        const text = renderedText(view.blocks);
        for (const { path, fields } of fieldGroups(maskAction(given).action, seen)) {
          if (whole.includes(path || OWN)) continue;
          for (const { value } of fields) expect(text).toContain(value);
        }
      }),
      { numRuns, endOnFailure: true },
    );
  });

  test('carries what it is about, so that its buttons need no store', () => {
    expect(readSubject(render({}).private_metadata)).toEqual(subject);
  });
});

describe('the details', () => {
  const failed: ActionExecution = {
    pipelineExecutionId: EXECUTION,
    actionExecutionId: ACTION,
    stageName: 'Build',
    actionName: 'Compile',
    status: 'Failed',
    startTime: new Date('2026-11-23T11:00:00.678Z'),
    lastUpdateTime: new Date('2026-11-23T11:02:14.900Z'),
    input: { actionTypeId: { category: 'Build', provider: 'CodeBuild' } },
    output: { executionResult: { errorDetails: { code: 'JobFailed', message: 'first line\n  second line' } } },
  };

  test('say first what failed and why', () => {
    expect(shown(failed)).toMatch(/^❌ Failed Build › Compile in my-pipeline/);
    expect(shown(failed).indexOf('first line\n  second line')).toBeLessThan(shown(failed).indexOf(EXECUTION));
  });

  test('leave out what AWS did not give', () => {
    const text = shown({ status: 'InProgress' });
    expect(text).not.toMatch(/undefined|null|NaN|Invalid|\[object/);
    expect(text).not.toContain('input');
    expect(text).not.toContain('output');
    expect(text).not.toContain('startTime');
    expect(shown({ ...failed, input: { configuration: {}, inputArtifacts: [] }, output: {} })).not.toContain('input');
  });

  test('give times to the second, and the duration', () => {
    const text = JSON.stringify(render(failed).blocks);
    expect(text).toContain(`"timestamp":${Date.UTC(2026, 10, 23, 11) / 1000}`);
    expect(shown(failed)).toContain('duration: 2m 14s');
    expect(shown({ ...failed, status: 'InProgress' })).toContain('duration: 59m 59s so far');
  });

  test('mask secrets and say how many', () => {
    const text = shown({
      input: { configuration: { ApiKey: 'k3y', Branch: 'main' } },
      output: {
        outputVariables: { TOKEN: 't0ken' },
        executionResult: { externalExecutionSummary: 'password=hunter2' },
      },
    });
    expect(text).not.toMatch(/k3y|t0ken|hunter2/);
    expect(text).toContain('3 values masked.');
    expect(shown(failed)).not.toContain('masked');
    expect(shown({ input: { configuration: { ApiKey: 'k3y' } } })).toContain('1 value masked.');
  });

  test('offer what was cut, and only that', () => {
    const long = { ...failed, output: { executionResult: { externalExecutionSummary: 'word '.repeat(500) } } };
    expect(labels(render(long))).toContain('Show all of executionResult');
    expect(labels(render(failed)).join()).not.toContain('Show all');
    expect(shown(long)).toContain('What is cut here can be had whole');
    const many = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`Key${index}`, 'value']));
    expect(shown({ input: { configuration: many } })).toContain('and 10 more');
  });

  test('lead to the build, the log, the artifact and the execution', () => {
    const logStreamARN = 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/codebuild/app:log-stream:a/b';
    const view = render({
      ...failed,
      input: { actionTypeId: { category: 'Build' }, region: 'us-east-1' },
      output: {
        outputArtifacts: [{ name: 'BuildOutput', s3location: { bucket: 'my-bucket', key: 'app/Build Out/aB3' } }],
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
    expect(urlOf(view, 'Open execution')).toContain(`/executions/${EXECUTION}/timeline?region=eu-west-1`);
    expect(JSON.stringify(view.blocks)).toContain(
      'https://us-east-1.console.aws.amazon.com/s3/object/my-bucket?region=us-east-1&prefix=app%2FBuild%20Out%2FaB3',
    );
  });

  test.each(['javascript:alert(1)', 'http://build.example.com/1', 'https://ada:pw@build.example.com/1', 'nonsense'])(
    'do not lead to %s',
    (externalExecutionUrl) => {
      const view = render({ output: { executionResult: { externalExecutionUrl } } });
      expect(labels(view)).not.toContain('Open run');
      expect(JSON.stringify(view.blocks)).not.toContain('"type":"link","url":"javascript');
    },
  );
});
