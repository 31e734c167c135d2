import { approval, codeBuild, connectionSource, stage } from '../declare-action.js';
import type { Ending } from '../ending.js';
import { failedCommand, rejected } from '../failures.js';
import type { ActionDeclaration } from '../model.js';
import type { Change } from '../read-source.js';
import { endingAt } from '../script.js';

const RIGHT_TO_LEFT = '\u202Egpj.exe\u202C';
const FAMILY = '👩‍👩‍👧‍👦';

/** Tricks of outside text: pings, forged links, markup, fences, bidi, long emoji. */
const HOSTILE_LINE =
  `<!channel> <!here> <@U0001> <https://evil.example|click> *bold* _it_ ~no~ \`tick\` \`\`\`fence ` +
  `&amp; &lt;b&gt; <script>alert(1)</script> ${RIGHT_TO_LEFT} ${FAMILY} :tada: https://evil.example/?a=1|b`;

export const HOSTILE_COMMIT = `${HOSTILE_LINE}\n\n> quoted\n\`\`\`\n<!everyone>\n\`\`\`\nCo-authored-by: <!subteam^S1>`;

// Example credentials from AWS's and GitHub's documentation.
const ACCESS_KEY = 'AKIAIOSFODNN7EXAMPLE';
const SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

const HOSTILE_LOG = [
  '\u001b[31m\u001b[1mERROR\u001b[0m <!channel> the build \u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007',
  '```',
  '*not bold* <@U0001> <https://evil.example|all is well>',
  `export AWS_ACCESS_KEY_ID=${ACCESS_KEY}`,
  `export AWS_SECRET_ACCESS_KEY=${SECRET_KEY}`,
  'Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
  'postgres://checkout:hunter2@db.internal:5432/orders',
  `progress 10%\rprogress 50%\rprogress 100% ${FAMILY} ${RIGHT_TO_LEFT}`,
  'x'.repeat(4000),
  'exit status 1 ``` <!here>',
];

const hostileBuild: Ending = {
  ...failedCommand('npm test', HOSTILE_LOG),
  message: `${HOSTILE_LINE}\n`.repeat(60).slice(0, 5000),
  summary: `${HOSTILE_LINE} `.repeat(12).slice(0, 2048),
  url: 'javascript:alert(document.cookie)',
};

export const hostileStages = [
  stage(
    'Source',
    connectionSource('example/hostile', 'arn:aws:codestar-connections:eu-west-1:123456789012:connection/6f1b'),
  ),
  stage(
    'Build',
    codeBuild('Build', 'Build', 'hostile-build', [
      { name: 'AWS_ACCESS_KEY_ID', value: ACCESS_KEY, type: 'PLAINTEXT' },
      { name: 'AWS_SECRET_ACCESS_KEY', value: SECRET_KEY, type: 'PLAINTEXT' },
      { name: 'DATABASE_PASSWORD', value: '/prod/db/password', type: 'PARAMETER_STORE' },
      { name: 'GREETING', value: '<!channel> *hello* & welcome', type: 'PLAINTEXT' },
    ]),
  ),
  stage('Approval', approval('Approve', `${HOSTILE_LINE}\nSlackToken=xoxb-not-a-real-token`)),
];

/** An execution with a hostile commit, build and error message, or with a hostile reviewer. */
export function hostileRun(kind: 'build' | 'approval'): { script: ReturnType<typeof endingAt>; change: ChangeOf } {
  const ending = kind === 'build' ? hostileBuild : rejected('arn:aws:iam::123456789012:user/mallory', HOSTILE_COMMIT);
  return { script: endingAt(kind === 'build' ? 'Build/Build' : 'Approval/Approve', ending), change: hostileChange };
}

export const hostileEnding = hostileBuild;

type ChangeOf = (action: ActionDeclaration, startTime: number) => Change;

export function hostileChange(_action: ActionDeclaration, startTime: number): Change {
  return {
    revisionId: 'deadbeef'.repeat(5),
    message: HOSTILE_COMMIT.slice(0, 1900),
    author: '<!channel> Mallory',
    email: 'mallory@evil.example',
    at: startTime - 3_600_000,
  };
}
