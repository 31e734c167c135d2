import type { Logger } from 'pino';
import { type Account, accountIn } from '../domain/account.js';
import type { PipelineKey } from '../domain/incident.js';
import { createLatestFew } from '../runtime/latest-few.js';
import { withTrace } from '../runtime/trace.js';
import type { Standings } from '../use-cases/act/ports.js';
import type { createLookAtPipeline } from '../use-cases/announce/look-at-pipeline.js';
import type { AnnouncementStore } from '../use-cases/announce/ports.js';
import { readOutcome } from './read-outcome.js';

export interface OpenCards {
  /** Pipelines of which a card in the channel waits. @throws AwsProblem */
  withOpenCards(channel: string): Promise<PipelineKey[]>;
}

interface Parts {
  lookAtPipeline: ReturnType<typeof createLookAtPipeline>;
  store: Pick<AnnouncementStore, 'remind'> & OpenCards;
  /** The queue's own; empty where its address does not say. */
  account: string;
  accounts: readonly Account[]; // beside it
  now(): number;
  log: Logger;
}

type Pipeline = Pick<PipelineKey, 'region' | 'pipelineName'>;

/** By then the act is done, or its process is dead. */
const LATER_MS = 30_000;
/** Pipelines whose account is remembered where only their events name it. */
const MOST_KEPT = 1000;

/** Has channels follow what is done here, by the same look that events cause. */
export function createStandings({ lookAtPipeline, store, account, accounts, now, log }: Parts) {
  const heardOf = createLatestFew<string>(MOST_KEPT);
  const idOf = ({ region, pipelineName }: Pipeline) => `${region} ${pipelineName}`;
  const keyOf = ({ region, pipelineName }: Pipeline): PipelineKey => {
    const other = accounts.find(({ alias }) => alias === accountIn(region))?.id;
    const known = other ?? (account || heardOf.get(idOf({ region, pipelineName })));
    return { region, pipelineName, account: known ?? '' };
  };
  const lookLater = (pipeline: PipelineKey) => store.remind(pipeline, idOf(pipeline), now() + LATER_MS);
  const look = (pipeline: PipelineKey) =>
    withTrace(async ({ reference, calls }) => {
      const facts = { what: 'look', ref: reference, pipeline: pipeline.pipelineName };
      const { level, outcome, forLog } = await readOutcome(lookAtPipeline(pipeline, undefined, false));
      log[level]({ ...facts, outcome, calls, ...forLog }, 'look');
    });
  const hear: typeof lookAtPipeline = (pipeline, ...more) => {
    heardOf.keep(idOf(pipeline), pipeline.account);
    return lookAtPipeline(pipeline, ...more);
  };
  return {
    /** A look that an event causes. */
    hear,
    lookLater: (pipeline) => lookLater(keyOf(pipeline)),
    look: (pipeline) => look(keyOf(pipeline)),
    /** A channel does not want to be asked any more. */
    async withdrawCards(channel) {
      const open = await store.withOpenCards(channel);
      await Promise.all(open.map(lookLater));
      await Promise.all(open.map(look));
    },
  } satisfies Standings & { hear: typeof lookAtPipeline };
}
