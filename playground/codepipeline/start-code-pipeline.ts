import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Account, type AccountOptions, createAccount } from './account/create-account.js';
import { seedAccount } from './account/seed-account.js';
import type { Call } from './call.js';
import { createListener, type OnCall } from './create-listener.js';
import { createFaults, type Faults } from './faults.js';
import { createTokenMint } from './next-token.js';
import { createRoles, type Role } from './roles.js';

export interface CodePipelineOptions {
  /** 0, any free port, by default. */
  port?: number;
  account?: AccountOptions;
  /** `believable` pipelines with hundreds of executions (the default), or `none`. */
  seed?: 'believable' | 'none';
  onCall?: OnCall;
  /** Roles in other accounts, which AssumeRole gives. */
  roles?: readonly Role[];
}

export interface CodePipelineSimulator {
  /** For `AWS_ENDPOINT_URL` or `--endpoint-url`. */
  url: string;
  account: Account;
  faults: Faults;
  /** The latest 10,000 calls, in order of arrival. */
  calls: Call[];
  stop(): Promise<void>;
}

/** Starts a local AWS on 127.0.0.1 that speaks JSON 1.1 for CodePipeline, CodeBuild and CloudWatch Logs, and AssumeRole of STS. */
export async function startCodePipeline(options: CodePipelineOptions = {}): Promise<CodePipelineSimulator> {
  const account = createAccount(options.account);
  if (options.seed !== 'none') seedAccount(account);
  const tokens = createTokenMint();
  const { faults, takeFailure, takeLoss } = createFaults(tokens.expireAll);
  const calls: Call[] = [];
  const roles = createRoles(options.roles ?? []);
  const server = createServer(
    createListener({ account, roles, faults, tokens, takeFailure, takeLoss, calls, onCall: options.onCall }),
  );
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    account,
    faults,
    calls,
    async stop() {
      account.stopRuns();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
