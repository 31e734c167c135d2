import { Command as Program } from 'commander';
import { isNameOrPattern, type Mention, OCCASIONS, type Occasion } from '../domain/subscription.js';
import { runProgram } from './list-program.js';
import { withLongDashes } from './parse-list-command.js';
import { asRegion } from './parse-value.js';
import { CommandRefusal, quoted } from './refusal.js';

export interface SubscribeCommand {
  kind: 'subscribe';
  /** A name, or a pattern with `*`. */
  pipeline: string;
  on: Occasion;
  /** A group's handle has still to be looked up. */
  mention?: Mention | { handle: string } | undefined;
  branch?: string | undefined;
  region?: string | undefined;
}

export interface UnsubscribeCommand {
  kind: 'unsubscribe';
  pipeline: string;
  region?: string | undefined;
}

/**
 * What follows `subscribe`: `<pipeline|pattern> [--on broken|every] [--mention @group|@person|author] [--branch b]
 * [--region r]`.
 * @throws CommandRefusal that names the flag or word that is wrong.
 */
export function parseSubscribeCommand(words: string[]): SubscribeCommand {
  const program = createProgram()
    .option('--on <occasion>', '', asOccasion)
    .option('--mention <whom>', '', asMention)
    .option('--branch <branch>', '', asBranch);
  const options = run<Omit<SubscribeCommand, 'kind' | 'pipeline'> & Named>(program, words);
  const { region, on = 'broken', mention, branch } = options;
  return { kind: 'subscribe', pipeline: toPipeline(program.args, options), on, mention, branch, region };
}

/** What follows `unsubscribe`. @throws CommandRefusal */
export function parseUnsubscribeCommand(words: string[]): UnsubscribeCommand {
  const program = createProgram();
  const options = run<Pick<UnsubscribeCommand, 'region'> & Named>(program, words);
  return { kind: 'unsubscribe', pipeline: toPipeline(program.args, options), region: options.region };
}

/** For names that begin with a dash or are otherwise taken for something else. */
interface Named {
  pipelineName: string;
}

const createProgram = () =>
  new Program()
    .exitOverride()
    .helpOption(false)
    .argument('[pipeline]')
    .option('--pipeline-name <name>')
    .option('--region <region>', '', asRegion)
    .allowExcessArguments();

const run = <Options>(program: Program, words: string[]): Partial<Options> =>
  runProgram(program, withLongDashes(words, program)) as Partial<Options>;

function toPipeline(words: string[], { pipelineName }: Partial<Named>): string {
  const [pipeline, ...more] = pipelineName === undefined ? words : [pipelineName, ...words];
  if (more.length) throw new CommandRefusal(`${quoted(more.join(' '))} is one word too many: flags begin with --.`);
  if (pipeline === undefined)
    throw new CommandRefusal('The name of a pipeline, or a pattern such as svc-*, is missing.');
  if (isNameOrPattern(pipeline)) return pipeline;
  throw new CommandRefusal(
    `A pipeline’s name has 1 to 100 characters of A–Z, a–z, 0–9 and . @ - _, a pattern * as well, and ${quoted(pipeline)} is neither.`,
  );
}

function asOccasion(given: string): Occasion {
  const occasion = OCCASIONS.find((known) => known === given.toLowerCase());
  if (occasion) return occasion;
  throw new CommandRefusal(`--on takes broken (what is newly broken, and its repair) or every, not ${quoted(given)}.`);
}

const EVERYONE = /^(?:<!(?:here|channel|everyone)(?:\|[^>]*)?>|@(?:here|channel|everyone))$/i;

/** People as `<@U…>` or by member id, groups as `<!subteam^S…>` or by handle, or `author`. */
function asMention(given: string): Exclude<SubscribeCommand['mention'], undefined> {
  if (EVERYONE.test(given)) {
    throw new CommandRefusal(`--mention does not take ${given.replace(/[<!>]/g, '')}: name a group or a person.`);
  }
  if (given.toLowerCase() === 'author') return 'author';
  const user = /^<@([UW][A-Z0-9]{2,30})(?:\|[^>]*)?>$/.exec(given)?.[1] ?? /^[UW][A-Z0-9]{7,30}$/.exec(given)?.[0];
  if (user) return { user };
  const group = /^<!subteam\^(S[A-Z0-9]{2,30})(?:\|[^>]*)?>$/.exec(given)?.[1] ?? /^S[A-Z0-9]{7,30}$/.exec(given)?.[0];
  if (group) return { group };
  const handle = /^@([^\s<>@]{1,80})$/.exec(given)?.[1];
  if (handle) return { handle };
  throw new CommandRefusal(`--mention takes @group, a person’s member id, or author, not ${quoted(given)}.`);
}

/** What git allows in the name of a branch, less what would need quotes. */
const BRANCH = /^(?!-)[^\s~^:?*[\\"'<>\p{Cc}]{1,255}$/u;

function asBranch(given: string): string {
  if (BRANCH.test(given)) return given;
  throw new CommandRefusal(`--branch takes the name of one branch, such as main, not ${quoted(given)}.`);
}
