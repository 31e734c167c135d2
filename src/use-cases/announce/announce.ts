import type { ExecutionNews } from '../../domain/incident.js';
import { announceFailure } from './announce-failure.js';
import { announceRetry } from './announce-retry.js';
import { announceSuccess } from './announce-success.js';
import type { Announcing, Delivery } from './ports.js';

/**
 * What an event comes to in every channel that asked for it. Events come twice, late, in any order, and to two replicas
 * at once; a channel sees one message for each, in its final state.
 *
 * FAILED    subscriptions ∥ the failure's first reads ∥ the last success
 *           → for each channel, in turn: claim its slot ∥ a place in the flood ∥ second reads
 *           → the log
 *           → decide → post or update → record what was told, which ends the claim
 *           → the last success once more → repair, if something succeeded meanwhile
 * SUCCEEDED note the success → the pipeline's open slots → in each channel, the newest that it repairs first:
 *           claim → update, reply → record
 * RESUMED   the pipeline's open slots → for the one of this execution: claim → update → record
 *
 * A slot is what one channel was told of one pipeline. Its claim is a lease: nobody else acts on the slot until it is
 * recorded, released or too old. After a claim without a word the channel is searched before anything is posted.
 * A failure claims and then reads the last success; a success is noted and then reads the claims: whatever the order,
 * one of them sees the other.
 *
 * Each channel's outcome is settled apart from the others': a rejection is a Later, a SlackProblem, an AwsProblem or
 * a bug, and then the event has to come again. What is told already is not told again.
 */
export function announce(announcing: Announcing, news: ExecutionNews): Promise<PromiseSettledResult<Delivery>[]> {
  switch (news.state) {
    case 'FAILED':
      return announceFailure(announcing, news);
    case 'SUCCEEDED':
      return announceSuccess(announcing, news);
    case 'RESUMED':
      return announceRetry(announcing, news);
  }
}
