import { regionCode } from '../../domain/account.js';
import type { PipelineNotes } from '../../domain/channel-state.js';
import type { PipelineKey } from '../../domain/incident.js';
import type { PipelineExecutions } from '../../domain/pipeline-execution.js';
import type { AnnounceDeps } from './ports.js';

/** What is known of a pipeline at one moment. */
export interface PipelineFacts extends PipelineNotes {
  /** Rejects with AwsProblem. */
  listed: Promise<PipelineExecutions>;
}

export type PipelineReader = (pipeline: PipelineKey) => Promise<PipelineFacts>;

/**
 * Reads a pipeline. Callers who ask before a read has begun share it; one that has begun may be older
 * than what they must see, so they wait for the next.
 */
export function createPipelineReader({ store, listExecutions }: Pick<AnnounceDeps, 'store' | 'listExecutions'>) {
  const readings = new Map<string, Shared>();
  const read = async (pipeline: PipelineKey): Promise<PipelineFacts> => {
    const listed = listExecutions(pipeline);
    listed.catch(() => {});
    const [notes] = await Promise.all([store.read(pipeline), listed.catch(() => {})]);
    return { ...notes, listed };
  };
  const begin = (id: string, pipeline: PipelineKey, shared: Shared): Promise<PipelineFacts> => {
    const facts = read(pipeline);
    shared.next = undefined;
    shared.running = facts
      .catch(() => {})
      .then(() => {
        if (!shared.next) readings.delete(id);
      });
    return facts;
  };
  const reader: PipelineReader = (pipeline) => {
    const id = pipelineId(pipeline);
    const shared = readings.get(id) ?? { running: Promise.resolve() };
    readings.set(id, shared);
    shared.next ??= shared.running.then(() => begin(id, pipeline, shared));
    return shared.next;
  };
  return reader;
}

interface Shared {
  running: Promise<void>;
  /** Not begun yet. */
  next?: Promise<PipelineFacts> | undefined;
}

export const pipelineId = ({ account, region, pipelineName }: PipelineKey): string =>
  `${account}/${regionCode(region)}/${pipelineName}`;
