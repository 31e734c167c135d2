import { copyButton } from '../../dom/copy-button.js';
import { h } from '../../dom/h.js';
import type { ControlSection } from './control-section.js';

/** The simulator's address, with a command line to try it. */
export function awsSection(): ControlSection {
  const address = h('code', {});
  const example = h('pre', { tabindex: 0, 'aria-label': 'Example for the AWS CLI' });
  return {
    element: h(
      'section',
      { 'aria-labelledby': 'controls-aws' },
      h('h3', { id: 'controls-aws' }, 'The simulated AWS'),
      h('p', {}, 'Listens at ', address, '. The AWS CLI and boto3 page through it unchanged:'),
      example,
      copyButton('Copy the example for the AWS CLI', () => example.textContent ?? ''),
    ),
    update({ aws, pipelines }) {
      address.textContent = aws.address;
      example.textContent = awsExample(aws.address, pipelines[0] ?? 'my-pipeline');
    },
  };
}

/** The simulator accepts any credentials, but the CLI needs some. */
function awsExample(address: string, pipeline: string): string {
  return [
    'AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any \\',
    'aws codepipeline list-action-executions \\',
    `  --pipeline-name ${pipeline} --max-items 10 \\`,
    `  --region eu-west-1 --endpoint-url ${address}`,
  ].join('\n');
}
