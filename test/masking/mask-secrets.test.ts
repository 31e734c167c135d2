import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { MASK, maskEntries, maskText } from '../../src/masking/mask-secrets.js';
import { hostileText } from '../arbitraries.js';
import { forAll } from '../for-all.js';

// Put together at run time, so that no scanner takes this file for a leak.
const joined = (...parts: string[]) => parts.join('');
const letters = (count: number) => 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7'.repeat(6).slice(0, count);

const hex = (count: number) => '0123456789abcdef'.repeat(20).slice(0, count);
const upper = (count: number) => letters(count).toUpperCase();
const lower = (count: number) => letters(count).toLowerCase();

/** One of each maker's, as their documentation shows them. */
const TOKENS_OF: Record<string, string> = {
  '1Password': joined('ops_ey', 'J', letters(100), 'fQ=='),
  age: joined('AGE-SECRET-', 'KEY-1', upper(58)),
  Airtable: joined('pat', letters(14), '.', hex(64)),
  Alibaba: joined('LTAI', letters(20)),
  Atlassian: joined('ATAT', 'T3', letters(100), '=1A2B3C4D'),
  Azure: joined('abc8', 'Q~', letters(34)),
  Buildkite: joined('bkua_', lower(40)),
  CircleCI: joined('CCIPAT_', letters(22), '_', hex(40)),
  Databricks: joined('dapi', hex(32)),
  DigitalOcean: joined('dop_v1_', hex(64)),
  Docker: joined('dckr_pat_', letters(27)),
  Doppler: joined('dp.pt.', letters(43)),
  Figma: joined('figd_', letters(40)),
  Google: joined('ya29.', letters(60)),
  Grafana: joined('glsa_', letters(32), '_', hex(8)),
  Groq: joined('gsk_', letters(52)),
  'HashiCorp Terraform': joined(letters(14), '.atlasv1.', letters(67)),
  'HashiCorp Vault': joined('hvs.', letters(90)),
  'Hugging Face': joined('hf_', letters(34)),
  Linear: joined('lin_api_', letters(40)),
  'New Relic': joined('NRAK-', upper(27)),
  Notion: joined('ntn_', '12345678901', letters(35)),
  OpenAI: joined('sk-proj-', letters(74), 'T3BlbkFJ', letters(74)),
  Anthropic: joined('sk-ant-', 'api03-', letters(93), 'AA'),
  PlanetScale: joined('pscale_tkn_', letters(43)),
  Postman: joined('PMAK-', hex(24), '-', hex(34)),
  Pulumi: joined('pul-', hex(40)),
  PyPI: joined('pypi-', 'AgEIcHlwaS5vcmc', letters(80)),
  RubyGems: joined('rubygems_', hex(48)),
  SendGrid: joined('SG.', letters(22), '.', letters(43)),
  Sentry: joined('sntrys_', letters(60)),
  Shopify: joined('shpat_', hex(32)),
  SonarQube: joined('sqp_', hex(40)),
  Square: joined('sq0atp-', letters(22)),
  Supabase: joined('sbp_', hex(40)),
  Tailscale: joined('tskey-auth-', letters(17), '-', letters(32)),
  Telegram: joined('123456789:AA', letters(33)),
  Twilio: joined('SK', hex(32)),
  Typeform: joined('tfp_', letters(59)),
  Vercel: joined('vcp_', letters(56)),
};

/** Text with its secret between « and ». */
const SECRETS: Record<string, string> = {
  'AWS access key id': joined('using «AKIA', 'IOSFODNN7EXAMPLE» now'),
  'temporary AWS access key id': joined('«ASIA', 'IOSFODNN7EXAMPLE»'),
  'AWS secret key by its name': joined('aws_secret_access_key = «wJalrXUtnFEMI/K7MDENG', '/bPxRfiCYEXAMPLEKEY»'),
  'AWS secret key in words': joined('the secret is «wJalrXUtnFEMI/K7MDENG', '/bPxRfiCYEXAMPLEKEY», remember'),
  'GitHub token': joined('cloning with «ghp_', letters(36), '»'),
  'GitHub OAuth token': joined('«gho_', letters(36), '»'),
  'GitHub fine-grained token': joined('«github_pat_', letters(22), '_', letters(59), '»'),
  'GitLab token': joined('«glpat-', letters(20), '»'),
  'Slack bot token': joined('«xoxb-', '123456789012-123456789012-', letters(24), '»'),
  'Slack app token': joined('«xapp-', '1-A012345-123456-', letters(30), '»'),
  'Slack webhook': joined('curl https://hooks.slack.com/«services/T0123/B0123/', letters(24), '»'),
  'Stripe key': joined('«sk_live_', letters(24), '»'),
  'npm token': joined('«npm_', letters(36), '»'),
  'npmrc line': joined('//npm.example.com/:_authToken=«', letters(36), '»'),
  'Google key': joined('«AIza', letters(35), '»'),
  JWT: joined('got «eyJ', letters(20), '.eyJ', letters(30), '.', letters(43), '» back'),
  'bearer header': joined('> Authorization: «Bearer ', letters(40), '»'),
  'basic header, quoted': joined(`curl -H "Authorization: «Basic dXNlcjpwYXNz`, '»" https://example.com'),
  'bearer without a header': joined('sent Bearer «', letters(40), '»'),
  'private key': joined('«-----BEGIN RSA PRIVATE', ' KEY-----\nMIIE\nabc=\n-----END RSA PRIVATE KEY-----»\nnext line'),
  'private key, cut off': joined('key: x\n«-----BEGIN PRIVATE', ' KEY-----\nMIIE\nabc=»'),
  'private key behind its name': joined(
    'PRIVATE_KEY=«-----BEGIN PRIVATE',
    ' KEY-----\nMIIE\n-----END PRIVATE KEY-----»',
  ),
  'password in a URL': 'git clone https://deploy:«hunter2»@git.example.com/app.git',
  'password with an @ in a URL': 'postgres://app:«p@ss»@db.example.com:5432/orders',
  'token as a user in a URL': joined('https://«', letters(40), '»@github.com/example/app.git'),
  'presigned URL': 'https://b.s3.amazonaws.com/k?X-Amz-Expires=60&X-Amz-Signature=«0123456789abcdef0123456789abcdef»',
  'environment variable': 'export DB_PASSWORD=«hunter2»',
  'dotted property': '-Dspring.datasource.password=«hunter2» -jar app.jar',
  'after other words': 'Error: password=«hunter2» was refused',
  JSON: '{"user":"app","password":"«hun ter\\"2»","port":5432}',
  'JSON in JSON': String.raw`{"body":"{\"apiKey\":\"«abc def»\",\"n\":1}"}`,
  YAML: 'dbPassword: «correct-horse»',
  'query string': 'GET /cb?access_token=«abc123»&state=x',
  'command line': 'login --username ada --password «hunter2» --quiet',
  'command line with =': 'helm --set image.tag=1.2 --api-key=«abc123»',
  'docker login': 'docker login -u AWS -p «eyJwYXlsb2Fk» 123456789012.dkr.ecr.eu-west-1.amazonaws.com',
  'curl -u': 'curl -s -u ada:«hunter2» https://example.com',
  'client secret': 'client_secret: «0e9b1c»',
  'mysql’s option': 'mysql -h db.example.com -u root -p«hunter2» orders',
  'mysqldump’s option, quoted': 'mysqldump -uroot -p"«hunter2»" orders > dump.sql',
  'sshpass’s option': 'sshpass -p «hunter2» ssh deploy@example.com',
  'podman’s option': 'podman login -u ada -p «hunter2» registry.example.com',
  'mongodump’s option': 'mongodump -u app -p «hunter2» --db orders',
  'redis-cli’s option': 'redis-cli -h cache -a «hunter2» ping',
  'ldapsearch’s option': 'ldapsearch -x -D cn=admin -w «hunter2» -b dc=example',
  'unzip’s option': 'unzip -P «hunter2» secrets.zip',
  'skopeo’s option': 'skopeo copy --dest-creds ada:«hunter2» oci:a docker://b',
  'openssl’s option': 'openssl enc -d -aes-256-cbc -pass pass:«hunter2» -in a',
  'keytool’s option': 'keytool -list -keystore app.jks -storepass «changeit»',
  'aws configure': 'aws configure set aws_secret_access_key «hunter2»',
  'echo into docker login': 'echo «hunter2» | docker login -u ada --password-stdin',
  'Teams webhook': 'https://acme.webhook.office.com/webhookb2/«3c2f7a3e@1b4d/IncomingWebhook/0123/4567»',
  'session token of a presigned URL':
    'https://b.s3.amazonaws.com/k?X-Amz-Security-Token=«IQoJb3JpZ2luX2Vj»&X-Amz-Expires=60',
  ...Object.fromEntries(
    Object.entries(TOKENS_OF).map(([maker, token]) => [`token of ${maker}`, `found «${token}» in it`]),
  ),
};

const UUID = '3c2f7a3e-1b4d-4222-8333-123456789abc';
const SHA1 = '79c7870ecaeffab157299181d02c887c0236bc70';
const SHA256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

const ORDINARY: Record<string, string> = {
  'execution id': UUID,
  'commit hash': SHA1,
  'commit hash in words': `the secret is in commit ${SHA1}`,
  'image digest': `123456789012.dkr.ecr.eu-west-1.amazonaws.com/checkout@sha256:${SHA256}`,
  'image tag': '123456789012.dkr.ecr.eu-west-1.amazonaws.com/token-service:1.4.2',
  'image named like a secret': 'auth:latest',
  'build id': `checkout-build:${UUID}`,
  'build of a project named like a secret': `rotate-secret:${UUID}`,
  'role ARN': 'arn:aws:iam::123456789012:role/token-vending-machine',
  'session ARN': 'arn:aws:sts::123456789012:assumed-role/AWSCodePipelineServiceRole-auth/1790610229748',
  'secret’s ARN': 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf',
  'secret’s ARN behind a key': 'SECRET_ARN=arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf',
  'log stream ARN': `arn:aws:logs:eu-west-1:123456789012:log-group:/aws/codebuild/token:log-stream:${UUID}/${UUID}`,
  'connection ARN': `arn:aws:codestar-connections:eu-west-1:123456789012:connection/${UUID}`,
  'artifact key': 'checkout-service/SourceArti/9yEb0M9',
  'S3 object': 's3://codepipeline-eu-west-1-123456789012/checkout-service/BuildOutpu/a1B2c3D.zip',
  'S3 version': 'KYm8iGbUOdFhVZlZ5vGqvW2rQYTJZs2Z',
  'resume token': 'nextToken: eyJuZXh0VG9rZW4iOiAidG9rLTQiLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAyfQ==',
  'page token': 'ContinuationToken=1ueGcxLPRx1Tr',
  'request token': `clientRequestToken: ${UUID}`,
  'a parser’s token': 'SyntaxError: Unexpected token: foo',
  'a sentence': 'token: expired',
  'an expired credential': 'credentials: missing, so run aws sso login',
  'a count': 'max_tokens=4096 and 12 tokens: 3 unused',
  'a test’s result': 'tests: 12, pass: 12, fail: 0',
  'a suite’s result': 'auth: 12 passed, 3 failed',
  'a suite’s time': 'token: 1.5s, cookie: 340ms, jwt: 97%',
  'a suite’s share': 'oauth: 12/15',
  'a suite named like a secret': 'password: 3 of 5 tests, secret: 12 passed',
  'a suite’s file': 'auth: src/auth/login.test.ts:12:5',
  'a status of a login': 'auth: 401 Unauthorized',
  'a port': 'mysql -h db -P 3306 -p orders',
  'programs that take no password': 'mkdir -p build && cp -p a b && ps -p 1',
  'an option that asks': 'mysql -u root -p',
  'a password from a variable': joined('mysql -p$', 'DB_PASSWORD orders && sshpass -p "$', '{PASS}" ssh x'),
  'a hash that is no token': `sha256:${SHA256} ${SHA1} md5 0123456789abcdef0123456789abcdef`,
  'words with a prefix': 'pat.example.com hf_model sk-learn api_org_chart key-value dapi shpat pul-request',
  'a version': 'v1.0-rc1 pypi-publish@v1 npm_config_cache=/tmp glpat',
  'an author': 'Author: Ada Lovelace <ada@example.com>',
  'a reference to a variable': joined('DB_PASSWORD=$DB_PASSWORD password=$', '{SECRET}'),
  'a pipeline variable': 'token=#{BuildVariables.TOKEN}',
  'masked by AWS': 'OAuthToken: ****',
  'a name of a secret': 'SecretName: prod/db',
  'password from stdin': 'docker login --username AWS --password-stdin 123456789012.dkr.ecr.eu-west-1.amazonaws.com',
  'a compiler error': "src/token.ts(12,3): error TS2304: Cannot find name 'credential'.",
  'a URL with a port': 'http://token:8080/health',
  'a console URL': `https://console.aws.amazon.com/codebuild/home?region=eu-west-1#/builds/a:${UUID}/view/new`,
  'a build log': '[Container] 2026/11/23 14:02:11.123456 Phase complete: BUILD State: FAILED',
};

describe('maskText', () => {
  test.each(Object.entries(SECRETS))('masks: %s', (_, marked) => {
    const expected = marked.replace(/«[\s\S]*?»/g, MASK);
    expect(maskText(marked.replace(/[«»]/g, ''))).toEqual({ text: expected, masked: 1 });
  });

  test.each(Object.entries(ORDINARY))('leaves: %s', (_, text) => {
    expect(maskText(text)).toEqual({ text, masked: 0 });
  });

  const secret = fc.constantFrom(...Object.values(SECRETS).filter((text) => !text.includes('cut off')));
  const ordinary = fc.constantFrom(...Object.values(ORDINARY));
  const isOpenEnded = (text: string) => /BEGIN/.test(text) && !/END/.test(text);

  test('finds every secret among any lines around it, and keeps those lines', () => {
    forAll(
      fc.property(fc.array(ordinary), secret, fc.array(ordinary), (before, marked, after) => {
        fc.pre(!isOpenEnded(marked));
        const text = [...before, marked.replace(/[«»]/g, ''), ...after].join('\n');
        const expected = [...before, marked.replace(/«[\s\S]*?»/g, MASK), ...after].join('\n');
        expect(maskText(text)).toEqual({ text: expected, masked: 1 });
      }),
    );
  });

  test('what is masked stays as it is when masked again', () => {
    forAll(
      fc.property(fc.array(fc.oneof(secret, ordinary, hostileText(300))), (lines) => {
        const once = maskText(lines.join('\n').replace(/[«»]/g, ''));
        expect(maskText(once.text)).toEqual({ text: once.text, masked: 0 });
      }),
    );
  });

  test.each([
    'AGE-PLUGIN-',
    'pk.eyJ',
    'sk-',
    'CCIPAT_',
    'v1.0-',
    'M.',
    '1:AA',
    'mysql -p',
    'mysql ',
    'hf_',
    'A3-',
    '.atlasv1.',
    'aB3',
    'echo a|',
    '8Q~',
    'a',
    'secret ',
    '://a:',
    'password=',
    '"',
    '\\"',
    'eyJ-',
    'eyJ.',
    'curl -u ',
    'Bearer ',
    "x='",
    'a.b-c:',
  ])('a long log of nothing but %j is read in time', (unit) => {
    // Processor time: a machine that is busy with something else must not turn this red.
    const start = process.cpuUsage();
    maskText(unit.repeat(200_000 / unit.length));
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
  });
});

describe('a key as long as an output variable', () => {
  const run = 'A'.repeat(122_880);

  test('keeps its value, and hides no secret behind the next key', () => {
    expect(maskText(`${run}=1 DB_PASSWORD=hunter2`)).toEqual({ text: `${run}=1 DB_PASSWORD=${MASK}`, masked: 1 });
    expect(maskEntries({ [run]: '1' })).toEqual({ entries: { [run]: '1' }, masked: 0 });
  });

  test('loses its value where it ends in the name of a secret', () => {
    expect(maskText(`${run}_PASSWORD=hunter2`)).toEqual({ text: `${run}_PASSWORD=${MASK}`, masked: 1 });
    expect(maskText(`${run}DbPassword: hunter`)).toEqual({ text: `${run}DbPassword: ${MASK}`, masked: 1 });
  });
});

describe('maskEntries', () => {
  const one = (key: string, value: string) => {
    const { entries, masked } = maskEntries({ [key]: value });
    return { value: entries[key], masked };
  };

  test.each([
    'password',
    'DB_PASSWD',
    'MyAppSecret',
    'GitHubToken',
    'OAuthToken',
    'githubtoken',
    'CIToken',
    'AWSAuthHeader',
    'apiKey',
    'API_KEY',
    'DbCredentials',
    'private_key',
    'SSH_PRIVATE_KEY',
    'AccessKeyId',
    'Authorization',
    'auth',
    'SlackWebhookUrl',
    'WEBHOOK',
    'DB_PASS',
    'client-secret',
    'VAULT_SECRET_ID',
    'NPM_AUTH',
  ])('masks the value of %s', (key) => {
    expect(one(key, 'anything at all')).toEqual({ value: MASK, masked: 1 });
  });

  test.each([
    'AuthorDate',
    'AuthorDisplayName',
    'BranchName',
    'CommitId',
    'ConnectionArn',
    'NextToken',
    'PollForSourceChanges',
    'ProjectName',
    'SecretName',
    'SECRET_ARN',
    'AuthType',
    'token_type',
    'TokenCount',
    'ProductionStage',
    'Compass',
    'ImageTag',
    'S3ObjectKey',
    'FunctionName',
    'CustomData',
  ])('leaves the value of %s', (key) => {
    expect(one(key, 'anything at all')).toEqual({ value: 'anything at all', masked: 0 });
  });

  test('a credential is masked under any key, and JSON in a value is looked into', () => {
    expect(one('Note', joined('see AKIA', 'IOSFODNN7EXAMPLE'))).toEqual({ value: `see ${MASK}`, masked: 1 });
    expect(one('ParameterOverrides', '{"DbPassword":"hunter2","Size":"3"}')).toEqual({
      value: `{"DbPassword":"${MASK}","Size":"3"}`,
      masked: 1,
    });
  });

  test('CodeBuild’s plaintext variables lose their values, and keep names and types', () => {
    const variables = [
      { name: 'NODE_ENV', value: 'production', type: 'PLAINTEXT' },
      { name: 'UNTYPED', value: 'x' },
      { name: 'EMPTY', value: '', type: 'PLAINTEXT' },
      { name: 'DB', value: '/prod/db/password', type: 'PARAMETER_STORE' },
      { name: 'NPM_TOKEN', value: 'checkout/npm-token', type: 'SECRETS_MANAGER' },
    ];
    const { value, masked } = one('EnvironmentVariables', JSON.stringify(variables));
    expect(masked).toBe(2);
    expect(JSON.parse(value ?? '')).toEqual([
      { name: 'NODE_ENV', value: MASK, type: 'PLAINTEXT' },
      { name: 'UNTYPED', value: MASK },
      ...variables.slice(2),
    ]);
  });

  test.each(['[{"name":"A","value":"cut', 'A=hunter2', '{"name":"A","value":"x"}'])(
    'variables that can’t be read are masked whole: %s',
    (value) => expect(one('EnvironmentVariables', value)).toEqual({ value: MASK, masked: 1 }),
  );

  test('no plaintext value is ever left', () => {
    const value = fc.string({ minLength: 1 }).map((text) => `plain-${text}`);
    forAll(
      fc.property(fc.array(value, { minLength: 1 }), (values) => {
        const list = values.map((one, index) => ({ name: `V${index}`, value: one, type: 'PLAINTEXT' }));
        const { entries, masked } = maskEntries({ EnvironmentVariables: JSON.stringify(list) });
        expect(masked).toBe(values.length);
        expect(entries.EnvironmentVariables).not.toContain('plain-');
      }),
    );
  });

  test('keeps every key', () => {
    forAll(
      fc.property(fc.dictionary(fc.string(), hostileText(200)), (entries) => {
        expect(Object.keys(maskEntries(entries).entries).sort()).toEqual(Object.keys(entries).sort());
      }),
    );
  });
});
