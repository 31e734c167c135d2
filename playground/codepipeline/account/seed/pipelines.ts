import {
  approval,
  cloudFormation,
  codeBuild,
  codeCommitSource,
  codeDeploy,
  commands,
  connectionSource,
  ecsDeploy,
  lambdaInvoke,
  s3Deploy,
  s3Source,
  stage,
} from '../declare-action.js';
import type { StageDeclaration } from '../model.js';

const CONNECTION =
  'arn:aws:codestar-connections:eu-west-1:123456789012:connection/2f8e1c54-9a3b-4d7e-8c61-5b0f7d2a9e13';
const STACK_ROLE = 'arn:aws:iam::123456789012:role/infra-network-cloudformation';

/** Stages by pipeline, as varied as a company's pipelines are. */
export const stagesOf = {
  'checkout-service': [
    stage('Source', connectionSource('example/checkout', CONNECTION)),
    stage(
      'Build',
      codeBuild(
        'Build',
        'Build',
        'checkout-build',
        [
          { name: 'COMMIT', value: '#{SourceVariables.CommitId}', type: 'PLAINTEXT' },
          { name: 'NODE_ENV', value: 'production', type: 'PLAINTEXT' },
          { name: 'NPM_TOKEN', value: 'checkout/npm-token', type: 'SECRETS_MANAGER' },
        ],
        { namespace: 'BuildVariables' },
      ),
    ),
    stage(
      'Test',
      codeBuild('Unit', 'Test', 'checkout-unit'),
      codeBuild('Integration', 'Test', 'checkout-integration', [], {
        inputArtifacts: ['SourceArtifact', 'BuildOutput'],
      }),
    ),
    stage('Deploy-staging', ecsDeploy('Deploy', 'staging', 'checkout')),
    stage(
      'Approval',
      approval('Approve', 'Release #{BuildVariables.IMAGE_TAG} of checkout to production?', {
        namespace: 'ApprovalVariables',
      }),
    ),
    stage('Deploy-prod', ecsDeploy('Deploy', 'production', 'checkout')),
  ],
  'web-frontend': [
    stage('Source', connectionSource('example/web', CONNECTION)),
    stage(
      'Test',
      commands('Lint', ['npm ci', 'npm run lint']),
      commands('EndToEnd', ['npm ci', 'npm run build', 'npm run e2e'], { seconds: [80, 200] }),
    ),
    stage('Build', codeBuild('Bundle', 'Build', 'web-bundle')),
    stage(
      'Deploy',
      s3Deploy('Upload', 'example-web-assets'),
      lambdaInvoke('Invalidate', 'invalidate-cdn', '{"paths":["/index.html","/assets/*"]}', { runOrder: 2 }),
    ),
  ],
  'payments-api-prod': [
    stage('Source', codeCommitSource('payments-api')),
    stage('Build', codeBuild('Build', 'Build', 'payments-build')),
    stage(
      'Approval',
      approval('Change-board', 'Change CHG0041822. Two pairs of eyes, please.', {
        configuration: {
          CustomData: 'Change CHG0041822. Two pairs of eyes, please.',
          ExternalEntityLink: 'https://change.example.com/CHG0041822',
          NotificationArn: 'arn:aws:sns:eu-west-1:123456789012:payments-approvals',
        },
      }),
    ),
    stage('Deploy', codeDeploy('Blue-green', 'payments', 'payments-prod')),
  ],
  'data-export-nightly': [
    stage('Source', s3Source('example-export-config', 'export.zip')),
    stage('Export', lambdaInvoke('Orders', 'export-orders', '{"table":"orders"}', { namespace: 'ExportVariables' })),
    stage('Verify', lambdaInvoke('Row-count', 'verify-export', '{"rows":"#{ExportVariables.exportedRows}"}')),
  ],
  'infra-network': [
    stage('Source', codeCommitSource('infra-network')),
    stage('Validate', codeBuild('Cfn-lint', 'Test', 'infra-lint')),
    stage(
      'Deploy',
      cloudFormation('Network', 'infra-network', STACK_ROLE, { namespace: 'NetworkVariables' }),
      cloudFormation('Endpoints', 'infra-endpoints', STACK_ROLE, { runOrder: 2 }),
    ),
  ],
  service: (name: string) => [
    stage('Source', connectionSource(`example/${name}`, CONNECTION)),
    stage('Build', codeBuild('Build', 'Build', `${name}-build`)),
    stage('Deploy', ecsDeploy('Deploy', 'production', name)),
  ],
} satisfies Record<string, StageDeclaration[] | ((name: string) => StageDeclaration[])>;
