import type { Ending } from './ending.js';
import { browserTestLog, compilerLog, lintLog, templateLintLog, testLog } from './failure-logs.js';
import { failedCommand, failedShell } from './failures.js';
import type { ActionDeclaration } from './model.js';

type Kind = 'build' | 'test' | 'lint';

export interface BuildCommand {
  command: string;
  kind: Kind;
  /** Its output when it fails. */
  log: (project: string) => string[];
  exitStatus?: number;
}

const BUILD: BuildCommand = { command: 'npm run build', kind: 'build', log: compilerLog };
const TEST: BuildCommand = { command: 'npm test', kind: 'test', log: testLog };
const INTEGRATION: BuildCommand = { command: 'npm run test:integration', kind: 'test', log: testLog };
const BROWSER: BuildCommand = { command: 'npm run e2e', kind: 'test', log: browserTestLog };
const LINT: BuildCommand = { command: 'npm run lint', kind: 'lint', log: lintLog };
const TEMPLATES: BuildCommand = {
  command: 'cfn-lint templates/*.yml',
  kind: 'lint',
  log: templateLintLog,
  exitStatus: 2,
};

/** The commands of an action after installing: a Commands action's own, or a guess by the build's name. */
export function commandsOf({ name, actionTypeId, commands = [] }: ActionDeclaration): BuildCommand[] {
  const { provider, category } = actionTypeId;
  if (provider === 'Commands') return [BUILD, TEST, BROWSER, LINT].filter(({ command }) => commands.includes(command));
  if (provider !== 'CodeBuild') return [];
  if (category === 'Build') return [BUILD];
  if (/lint/i.test(name)) return [TEMPLATES];
  return [/integration/i.test(name) ? INTEGRATION : TEST];
}

/** Commands that prepare a container, with their output; npm's by default. */
export const installFor = ({ command }: BuildCommand = BUILD): string[] =>
  command.startsWith('npm')
    ? ['npm ci', 'added 412 packages in 9s']
    : ['pip install --quiet cfn-lint', 'Successfully installed cfn-lint-1.41.0'];

/** How an action with a command of that kind fails; undefined for other actions. */
export function failureOf(action: ActionDeclaration, kind: Kind, project: string): Ending | undefined {
  const failing = commandsOf(action).find((one) => one.kind === kind);
  if (!failing) return undefined;
  const { command, log, exitStatus } = failing;
  return action.actionTypeId.provider === 'Commands'
    ? failedShell(command, log(project))
    : failedCommand(command, log(project), exitStatus);
}
