import { isObject } from './walk-blocks.js';

// Slack documents the error but not the size; our choice.
const MOST_CHARACTERS = 8000;

/**
 * Slack's error for a message's metadata, or undefined. `{}` clears it.
 * @see https://docs.slack.dev/reference/methods/chat.postMessage
 */
export function checkMetadata(metadata: unknown): string | undefined {
  if (!isObject(metadata)) return 'invalid_metadata_format';
  if (Object.keys(metadata).length === 0) return undefined;
  const { event_type: type, event_payload: payload, ...rest } = metadata;
  if (typeof type !== 'string' || type === '' || !isObject(payload) || Object.keys(rest).length > 0)
    return 'invalid_metadata_format';
  if (!Object.entries(payload).every(([key, value]) => /^[a-z][a-z0-9_]*$/.test(key) && isFlat(value)))
    return 'invalid_metadata_schema';
  return JSON.stringify(metadata).length > MOST_CHARACTERS ? 'metadata_too_large' : undefined;
}

const isFlat = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);
