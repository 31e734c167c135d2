import { createLatestFew } from '../runtime/latest-few.js';
import { type Loggable, withoutLogger } from './call-aws.js';
import { cleanAnswers, type Stack } from './clean-answers.js';

/** More regions than are in use at once; idle connections of a dropped client close by themselves. */
const MOST_CLIENTS = 12;

/** One client per region, made on first use, shared by all calls. */
export function perRegion<Client extends Loggable & { middlewareStack: Stack }>(
  create: (region?: string) => Client,
): (region?: string) => Client {
  const clients = createLatestFew<Client>(MOST_CLIENTS);
  const make = (region?: string) => {
    const client = withoutLogger(create(region));
    cleanAnswers(client.middlewareStack);
    return client;
  };
  return (region) => {
    const key = region ?? '';
    const client = clients.get(key) ?? make(region);
    clients.keep(key, client);
    return client;
  };
}
