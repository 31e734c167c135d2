import { AwsProblem } from '../../domain/aws-problem.js';
import type { Claim, ExecutionNews, Slot, SlotKey } from '../../domain/incident.js';
import { SlackProblem } from '../../domain/slack-problem.js';
import { adoptFound } from './adopt-found.js';
import { Later } from './later.js';
import type { Announcing, Delivery } from './ports.js';

/** Another one acts on the same slot: it will be done in a moment. */
const HELD_SECONDS = 2;

/** What came of the work on a slot; without `slot` nothing is to be remembered. */
export type Done = Omit<Delivery, 'channel'> & { slot?: Slot };

/**
 * Claims a slot, works on it and records what came of it. Where the one before left no word, the channel is looked at
 * first. When `work` fails, the claim ends at once; whether a message may have got out then decides if the next one
 * has to look.
 * @param failure What it is claimed for, if that is a failure.
 * @throws Later when someone else has the claim, or when it was lost while we worked.
 */
export async function withClaim(
  announcing: Announcing,
  key: SlotKey,
  work: (claim: Claim) => Promise<Done>,
  failure?: ExecutionNews,
): Promise<Delivery> {
  const { store } = announcing;
  const claimed = await store.claim(key, failure);
  if (!claimed) throw new Later('another one is at it', HELD_SECONDS);
  const { channel } = key;
  const isInDoubt = claimed.doubtSince !== undefined;
  let known = claimed.slot;
  let done: Done;
  try {
    if (isInDoubt) known = await adoptFound(announcing, claimed);
    done = await work({ ...claimed, slot: known });
  } catch (error) {
    await store.release(claimed, isInDoubt || !isNothingSent(error));
    throw error;
  }
  const { slot, ...delivery } = done;
  if (!slot && !isInDoubt) await store.release(claimed, false);
  else if (!(await store.record(claimed, slot ?? known))) throw new Later('the lease ran out', HELD_SECONDS);
  return { channel, ...delivery };
}

/** AWS is asked before anything is sent that can't be sent again, and Slack says so when it took nothing. */
const isNothingSent = (error: unknown) =>
  error instanceof AwsProblem || error instanceof Later || (error instanceof SlackProblem && error.kind !== 'unknown');
