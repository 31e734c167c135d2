import { type Loggable, withoutLogger } from './call-aws.js';

/** One client for each region, made when first asked for: connections and credentials are shared by all calls. */
export function perRegion<Client extends Loggable>(create: (region?: string) => Client): (region?: string) => Client {
  const clients = new Map<string, Client>();
  return (region) => {
    const key = region ?? '';
    const known = clients.get(key);
    if (known) return known;
    const client = withoutLogger(create(region));
    clients.set(key, client);
    return client;
  };
}
