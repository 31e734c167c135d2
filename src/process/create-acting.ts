import type { Logger } from 'pino';
import type { ActingRules } from '../domain/acting-rules.js';
import type { Home } from '../domain/home.js';
import { createActStore } from '../gateways/act-store.js';
import type { awsClientConfig } from '../gateways/call-aws.js';
import type { Table } from '../gateways/dynamo-table.js';
import type { InAccounts } from '../gateways/per-region.js';
import { createPipelineActs } from '../gateways/pipeline-acts.js';
import { createPipelineReads } from '../gateways/pipeline-state.js';
import { createSlackOperators } from '../gateways/slack-operators.js';
import { boltLogger } from '../runtime/bolt-logger.js';
import type { Config } from '../runtime/config.js';
import type { Acting, ActReads, People, Standings } from '../use-cases/act/ports.js';

interface Parts {
  rules: ActingRules;
  slack: Config['slack'];
  home: Home;
  aws: typeof awsClientConfig & InAccounts;
  table: Table;
  standings: Standings;
  directory: Pick<People, 'userByEmail'>;
  codePipeline: Pick<ActReads, 'getPipelineExecution' | 'listPipelineExecutions' | 'listActionExecutions'>;
  leaseMs: number;
  log: Logger;
}

export function createActing({
  rules,
  slack,
  home,
  aws,
  table,
  standings,
  directory,
  codePipeline,
  leaseMs,
  log,
}: Parts): Omit<Acting, 'wordsInAws'> {
  return {
    home,
    rules,
    standings,
    people: {
      ...createSlackOperators(slack.botToken, slack.apiUrl, Date.now, boltLogger(log)),
      userByEmail: directory.userByEmail,
    },
    store: createActStore(table, { leaseMs, now: Date.now }),
    reads: { ...codePipeline, ...createPipelineReads(aws) },
    acts: createPipelineActs(aws),
  };
}
