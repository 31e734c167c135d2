import type { Exchange } from '../../exchange-log.js';

const LABELS: Record<Exchange['route'], string> = {
  'slack → bot': 'Slack → bot',
  'bot → slack': 'bot → Slack',
  'bot → aws': 'bot → AWS',
};

/** Who asked whom, with the names as they are spelled. */
export function routeLabel(route: Exchange['route']): string {
  return LABELS[route];
}
