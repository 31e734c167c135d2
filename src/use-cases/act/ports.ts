import type { Act, ActClaim, Operator, PipelineActs, RunAddress } from '../../domain/act.js';
import type { ActingRules } from '../../domain/acting-rules.js';
import type { Home } from '../../domain/home.js';
import type { Page } from '../../domain/listing.js';
import type { Person } from '../../domain/person.js';
import type { PipelineExecution, PipelineExecutions } from '../../domain/pipeline-execution.js';
import type { PipelineState, PipelineStructure } from '../../domain/pipeline-state.js';

/** Slack's people. Throws SlackProblem. */
export interface People {
  person(id: string): Promise<Person | undefined>;
  members(group: string): Promise<string[]>;
  /** Slack's id of the person with the address; undefined when there is none, or Slack does not say. */
  userByEmail(email: string): Promise<string | undefined>;
}

/** Acts and votes in the table. Throws AwsProblem. */
export interface ActStore {
  claim(at: RunAddress, key: string, act: Omit<Act, 'at' | 'outcome'>): Promise<ActClaim | { first: Act }>;
  settle(claim: ActClaim, startedExecutionId?: string): Promise<void>;
  withdraw(claim: ActClaim): Promise<void>;
  restore(claim: ActClaim, earlier: Act): Promise<void>;
  find(at: RunAddress, key: string): Promise<Act | undefined>;
  actsOn(at: RunAddress): Promise<Act[]>;
  vote(at: RunAddress, key: string, by: Operator, words: string): Promise<Operator[]>;
  votes(at: RunAddress, key: string): Promise<Operator[]>;
}

/** What stands in channels of a pipeline, and has to follow what is done here. */
export interface Standings {
  /** Looks at it in a while, even if this process dies. Throws AwsProblem. */
  lookLater(pipeline: PipelineQuery): Promise<void>;
  /** Looks at it now. What goes wrong is seen to with AWS's next event; never rejects. */
  look(pipeline: PipelineQuery): Promise<void>;
  /** The channel wants no cards any more: those that still ask are rewritten. Throws AwsProblem. */
  withdrawCards(channel: string): Promise<void>;
}

interface PipelineQuery {
  pipelineName: string;
  region: string;
}

/** What AWS is asked before and after an act. Throws AwsProblem. */
export interface ActReads {
  getPipelineState(query: PipelineQuery): Promise<PipelineState>;
  getPipeline(query: PipelineQuery): Promise<PipelineStructure>;
  getPipelineExecution(query: RunAddress): Promise<PipelineExecution>;
  listPipelineExecutions(
    query: PipelineQuery & { maxResults: number; succeededIn?: string },
  ): Promise<PipelineExecutions>;
  listActionExecutions(
    query: PipelineQuery & { maxResults: number; filter?: { pipelineExecutionId: string } },
  ): Promise<Page>;
}

export interface Acting {
  home: Home;
  rules: ActingRules;
  people: People;
  store: ActStore;
  standings: Standings;
  reads: ActReads;
  acts: PipelineActs;
  /** What stands in AWS: who, and their words, in at most so many UTF-16 units. */
  wordsInAws: (by: Operator[], words: string, most: number) => string;
}

/** CodePipeline API reference: the lengths of an approval's summary and of a stop's reason. */
export const MOST_IN_AWS = { summary: 512, reason: 200 } as const;
