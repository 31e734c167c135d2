import * as z from 'zod';
import { makeWellFormed } from '../domain/well-formed.js';

const MOST_ENVELOPES = 2;
const notification = z.object({ Type: z.literal('Notification'), Message: z.string() });

/** The JSON in a message's body, taken out of SNS's envelope where it has one; undefined if it is no JSON. */
export function openEnvelope(body: string): unknown {
  let json = parseJson(body);
  for (let opened = 0; opened < MOST_ENVELOPES; opened += 1) {
    const { data } = notification.safeParse(json);
    if (!data) break;
    json = parseJson(data.Message);
  }
  return json;
}

function parseJson(body: string): unknown {
  try {
    return makeWellFormed(JSON.parse(body));
  } catch {
    return undefined;
  }
}
