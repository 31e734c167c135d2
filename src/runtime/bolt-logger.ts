import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

/**
 * Sends log lines of Bolt and the Slack clients to pino. Their debug lines hold whole payloads and tokens, so only
 * `warn` and above pass, and of those only strings and the names of errors.
 */
export function boltLogger(log: Logger): BoltLogger {
  const words = (parts: unknown[]) =>
    parts
      .map((part) => (part instanceof Error ? `${part.name}: ${(part as { code?: string }).code ?? ''}` : part))
      .filter((part) => typeof part === 'string')
      .join(' ')
      .replaceAll(/\bxox[a-z]-[\w-]+|\bxapp-[\w-]+|https:\/\/hooks\.slack\.com\/\S+/g, '…');
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts) => log.warn(words(parts)),
    error: (...parts) => log.error(words(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
