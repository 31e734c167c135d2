import {
  type Claim,
  type ExecutionNews,
  type Incident,
  type Told,
  withIncident,
  withSeen,
} from '../../domain/incident.js';
import { SlackProblem } from '../../domain/slack-problem.js';
import type { Decision } from './decide.js';
import { placeInFlood } from './place-in-flood.js';
import type { Announcing } from './ports.js';
import { readyToSend } from './ready-to-send.js';
import { updateTold } from './update-told.js';
import type { Done } from './with-claim.js';
import type { Place } from './with-place.js';

/**
 * Sends what was decided. `gone`: someone has deleted the message that was to be updated.
 * @throws Later when the lease is about to run out; SlackProblem.
 */
export async function actOnFailure(
  announcing: Announcing,
  news: ExecutionNews,
  claim: Claim,
  decision: Decision,
  place: Place,
): Promise<Done | 'gone'> {
  const { messages } = announcing;
  const { slot } = claim;
  const { channel } = claim.key;
  switch (decision.do) {
    case 'nothing':
      return { did: 'nothing', because: decision.because, slot: withSeen(slot, news) };
    case 'update': {
      const { slot: updated, isThere } = await updateTold(messages, channel, slot, decision.incident);
      if (!isThere && decision.incident.status === 'failed') return 'gone';
      return { did: isThere ? 'updated' : 'nothing', slot: withSeen(updated, news) };
    }
    case 'post': {
      const { incident, closed } = decision;
      const { slot: before } = closed ? await updateTold(messages, channel, slot, closed) : { slot };
      place.keep();
      const digest = await placeInFlood(announcing, claim, await place.flood, news.pipelineExecutionId);
      await readyToSend(announcing, claim);
      const told = await postFailure(announcing, claim, incident, digest?.ts);
      const did = told.threadTs ? 'posted in a thread' : 'posted';
      return { did, slot: withSeen(withIncident(before, told), news) };
    }
  }
}

/** In the thread of a digest, or in the channel itself when someone has deleted the digest. */
async function postFailure(announcing: Announcing, claim: Claim, incident: Incident, threadTs?: string): Promise<Told> {
  const { messages } = announcing;
  const { channel } = claim.key;
  try {
    const ts = await messages.postFailure(channel, incident, threadTs);
    return { ...incident, ts, ...(threadTs && { threadTs }) };
  } catch (error) {
    if (!threadTs || !(error instanceof SlackProblem) || error.kind !== 'message-gone') throw error;
    await readyToSend(announcing, claim);
    return { ...incident, ts: await messages.postFailure(channel, incident) };
  }
}
