import type { Logger } from 'pino';
import type { PipelineKey } from '../domain/incident.js';
import { errorForLog } from '../runtime/error-for-log.js';
import { createLatestFew } from '../runtime/latest-few.js';
import { withTrace } from '../runtime/trace.js';
import type { Standings } from '../use-cases/act/ports.js';
import type { createLookAtPipeline } from '../use-cases/announce/look-at-pipeline.js';
import type { AnnouncementStore } from '../use-cases/announce/ports.js';
import { isExpected } from './handle-message.js';

export interface OpenCards {
  /** Pipelines of which a card in the channel waits. @throws AwsProblem */
  withOpenCards(channel: string): Promise<PipelineKey[]>;
}

interface Parts {
  lookAtPipeline: ReturnType<typeof createLookAtPipeline>;
  store: Pick<AnnouncementStore, 'remind'> & OpenCards;
  /** The queue's own; empty where its address does not say. */
  account: string;
  now(): number;
  log: Logger;
}

type Pipeline = Pick<PipelineKey, 'region' | 'pipelineName'>;

/** By then what was begun is done, or whoever began it is dead. */
const LATER_MS = 30_000;
/** Pipelines whose account is remembered where only their events name it. */
const MOST_KEPT = 1000;

/** Has channels follow what is done here, by the same look that events cause. */
export function createStandings({ lookAtPipeline, store, account, now, log }: Parts) {
  const accounts = createLatestFew<string>(MOST_KEPT);
  const idOf = ({ region, pipelineName }: Pipeline) => `${region} ${pipelineName}`;
  const keyOf = ({ region, pipelineName }: Pipeline): PipelineKey => ({
    ...{ region, pipelineName },
    account: account || (accounts.get(idOf({ region, pipelineName })) ?? ''),
  });
  const lookLater = (pipeline: PipelineKey) => store.remind(pipeline, idOf(pipeline), now() + LATER_MS);
  const look = (pipeline: PipelineKey) =>
    withTrace(async ({ reference, calls }) => {
      const facts = { what: 'look', ref: reference, pipeline: pipeline.pipelineName };
      const settled = await Promise.allSettled([lookAtPipeline(pipeline, undefined, false)]);
      const each = settled.flatMap((one) => (one.status === 'fulfilled' ? one.value : [one]));
      const problems = each.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
      const told = each.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      const outcome = problems.length ? (problems.every(isExpected) ? 'later' : 'bug') : 'looked';
      const described = problems.map((one) => errorForLog(one, isExpected(one)));
      const level = outcome === 'bug' ? 'error' : 'info';
      log[level]({ ...facts, outcome, told, calls, ...(problems.length && { problems: described }) }, 'look');
    });
  const hear: typeof lookAtPipeline = (pipeline, ...more) => {
    accounts.keep(idOf(pipeline), pipeline.account);
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
