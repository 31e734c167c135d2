import { AwsProblem } from '../domain/aws-problem.js';
import { closeNames } from '../domain/close-names.js';
import { namesIn } from '../domain/names-in.js';

export type FoundPipeline =
  | { kind: 'one'; pipelineName: string }
  | { kind: 'several'; names: string[] }
  | { kind: 'none'; names: string[] };

/** The first names of a region. Throws AwsProblem. */
export type ListPipelineNames = (region?: string) => Promise<{ names: string[]; more: boolean }>;

const OFFERED = 3;

/** The pipeline named in a phrase; without a complete list of names the likeliest word, for AWS to confirm. */
export async function findPipeline(
  listPipelineNames: ListPipelineNames,
  phrase: readonly string[],
  { likeliest, region }: { likeliest: string; region?: string | undefined },
): Promise<FoundPipeline> {
  const known = await listPipelineNames(region).catch((error: unknown) => {
    if (!(error instanceof AwsProblem)) throw error;
    return undefined;
  });
  if (!known) return { kind: 'one', pipelineName: likeliest };
  const [one, ...others] = namesIn(phrase, known.names);
  if (one !== undefined)
    return others.length ? { kind: 'several', names: [one, ...others] } : { kind: 'one', pipelineName: one };
  if (known.more) return { kind: 'one', pipelineName: likeliest };
  const close = phrase.flatMap((word) => closeNames(word, known.names, OFFERED));
  return { kind: 'none', names: [...new Set(close)].slice(0, OFFERED) };
}
