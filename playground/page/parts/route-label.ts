import type { Exchange } from '../../exchange-log.js';

const LABELS: Record<Exchange['route'], string> = {
  'slack → bot': 'Slack → bot',
  'bot → slack': 'bot → Slack',
  'bot → aws': 'bot → AWS',
};

export function routeLabel(route: Exchange['route']): string {
  return LABELS[route];
}
