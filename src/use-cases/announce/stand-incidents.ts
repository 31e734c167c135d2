import { actOnIncident } from '../../domain/act-on-incident.js';
import { isPassing } from '../../domain/aws-problem.js';
import { foldIncidents } from '../../domain/fold-incidents.js';
import type { Asked } from '../../domain/history.js';
import type { Incident, PostedIncident } from '../../domain/incident.js';
import { lastOf } from './incident-content.js';
import type { Standing } from './look.js';
import { noteInChannel } from './note-posted.js';
import type { Delivery, Did } from './ports.js';
import { adoptPosted, postIncident } from './post-incident.js';
import { updateIncident } from './update-incident.js';

/** What was over for longer before the channel could hear of it is no news any more. */
const NEWS_MS = 24 * 60 * 60_000;
const FIXED_KEPT_MS = 5 * 24 * 60 * 60_000;
const INCIDENTS_KEPT = 100;

/** Makes the messages of a pipeline's incidents stand as the facts have them. */
export async function standIncidents(standing: Standing): Promise<Omit<Delivery, 'channel'>> {
  const { look } = standing;
  const { incidents, unwanted } = await foldWithAnswers(standing);
  for (const told of standing.record.incidents) noteInChannel(standing, told);
  for (const incident of incidents) {
    if (messagesOf(standing, incident).length === 0) await adoptPosted(standing, incident);
  }
  const shown = await Promise.all(incidents.map((one) => withAct(standing, one)));
  const withMessage = shown.filter((one) => messagesOf(standing, one).length > 0);
  const did: Did[] = [];
  for (const incident of shown) {
    const told = messagesOf(standing, incident);
    // Of several incidents that one success fixes, the thread of the last says so.
    const withReply = incident === withMessage.findLast(({ fix }) => isSameFix(fix, incident.fix));
    for (const one of told) {
      did.push(await updateIncident(standing, incident, one, { isNewest: one === told.at(-1), withReply }));
    }
    if (told.length === 0 && isWorthTelling(standing, incident)) did.push(await postIncident(standing, incident));
  }
  prune(standing);
  const done = did.find((one) => one.startsWith('posted')) ?? did.find((one) => one !== 'nothing') ?? 'nothing';
  const isUnwanted =
    look.heard.length > 0 && look.heard.every(({ pipelineExecutionId }) => unwanted.includes(pipelineExecutionId));
  return { did: done, ...(done === 'nothing' && isUnwanted && { because: 'another branch' }) };
}

/** A first failure of a moment ago can't have been retried yet. */
async function withAct(standing: Standing, incident: Incident): Promise<Incident> {
  const { deps, look } = standing;
  const { pipelineExecutionId, attempt } = lastOf(incident);
  if (attempt === 1 && messagesOf(standing, incident).length === 0) return incident;
  const acts = await deps.actsOn({ ...look.pipeline, pipelineExecutionId });
  return { ...incident, act: actOnIncident(incident, acts) };
}

const messagesOf = ({ record }: Standing, incident: Incident) =>
  record.incidents.filter((one) => isTheSame(one, incident));

/** Asks for executions of which the list says too little until the facts say what should stand. */
async function foldWithAnswers(standing: Standing) {
  const { look, facts, record } = standing;
  const { executions: listed } = await facts.listed.catch((problem: unknown) => {
    // Without the list, events and what was told say nearly as much.
    if (isPassing(problem) && !look.isUrgent) throw problem;
    return { executions: [] };
  });
  const asked = new Map<string, Asked>();
  for (;;) {
    const history = { listed, noted: [...facts.noted, ...look.heard], told: record.incidents, asked };
    const folded = foldIncidents(history, look.subscriptions);
    if (folded.ask.length === 0) return folded;
    await Promise.all(folded.ask.map(async (id) => asked.set(id, await ask(standing, id))));
  }
}

async function ask({ deps, look }: Standing, id: string): Promise<Asked> {
  const begun = [...look.gatherings].find(([key]) => key.startsWith(id))?.[1];
  return begun ? { branch: (await begun.change).branch } : deps.askExecution(look.pipeline, id);
}

/** A message goes on with the incident that has the failure it shows; one for each execution, with that execution. */
function isTheSame({ shown, fix }: PostedIncident, { failures, subscription }: Incident): boolean {
  const isIt = failures.some(
    ({ pipelineExecutionId, attempt }) =>
      pipelineExecutionId === shown.pipelineExecutionId && (subscription.on === 'every' || attempt === shown.attempt),
  );
  return isIt && (subscription.on === 'every' || !fix);
}

/** Whether an incident without a message gets one. */
function isWorthTelling(
  { deps, record }: Standing,
  { failures, fix, isHeard, branch, subscription }: Incident,
): boolean {
  const last = failures.at(-1);
  const isInAnother = record.incidents.some(
    ({ executions, fix: isOver }) =>
      !isOver &&
      executions.some(
        (one) => one.pipelineExecutionId === last?.pipelineExecutionId && one.attempt >= (last?.attempt ?? 0),
      ),
  );
  if (isInAnother) return false;
  if (!fix) return true;
  if (subscription.on === 'every') return isHeard || (last?.at ?? 0) > deps.now() - NEWS_MS;
  return isHeard && !record.incidents.some((one) => one.branch === branch && isSameFix(one.fix, fix));
}

const isSameFix = (one: PostedIncident['fix'], other: PostedIncident['fix']) =>
  one?.pipelineExecutionId === other?.pipelineExecutionId;

/** Forgets what is over for so long that no event of it can come any more. */
function prune(standing: Standing): void {
  const { deps, record } = standing;
  const kept = record.incidents.filter(({ fix }) => !fix || fix.at > deps.now() - FIXED_KEPT_MS).slice(-INCIDENTS_KEPT);
  if (kept.length < record.incidents.length) standing.record = { ...record, incidents: kept };
}
