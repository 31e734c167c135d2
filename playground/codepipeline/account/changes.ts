import type { ActionDeclaration } from './model.js';
import { HEX, LETTERS, type Random } from './random.js';
import type { Change } from './read-source.js';

const PEOPLE = [
  { author: 'Maya Lindqvist', email: 'maya.lindqvist@example.com' },
  { author: 'Tomás Ferreira', email: 'tomas.ferreira@example.com' },
  { author: 'Priya Raman', email: 'priya.raman@example.com' },
  { author: 'Jonas Weber', email: 'jonas.weber@example.com' },
  { author: '渡辺 結衣', email: 'yui.watanabe@example.com' },
  { author: 'dependabot[bot]', email: '49699333+dependabot[bot]@users.noreply.github.com' },
];

const MESSAGES = [
  'Retry the payment webhook when the gateway answers 502',
  'Cache the price list for one minute',
  'fix: totals are rounded per line, not per order',
  'Bump undici from 7.2.0 to 7.2.1 (#1423)',
  'feat(cart): keep the cart across devices\n\nThe cart was bound to the session cookie.\nIt now follows the customer id.',
  'Remove the old feature flag',
  "Merge pull request #1418 from checkout/late-fees\n\nLate fees don't apply to gift cards",
  'Log the order id with every error',
  'test: cover the empty basket',
  'Revert "Stream the invoice instead of buffering it"',
  'Make the health check answer while the database is away',
  'Spell the currency code in upper case',
  'chore: regenerate the API client',
  'Address review: name the two timeouts',
  'Use the new rate table from 1 January',
];

/** Invents the change that a source action finds, in the shape of its provider's revisions. */
export function inventChange(action: ActionDeclaration, at: number, random: Random): Change {
  return {
    revisionId: revisionId(action, random),
    message: random.pick(MESSAGES),
    ...random.pick(PEOPLE),
    at: at - random.between(1, 9) * 60_000,
  };
}

function revisionId(action: ActionDeclaration, random: Random): string {
  if (action.actionTypeId.provider === 'S3') return random.text(32, LETTERS);
  if (action.actionTypeId.provider === 'ECR') return `sha256:${random.text(64, HEX)}`;
  return random.text(40, HEX);
}
