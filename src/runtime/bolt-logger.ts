import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

/**
 * Bolt's and the Slack clients' log lines through pino. Their debug lines hold whole payloads, tokens among them,
 * so nothing below `warn` passes, and of what passes only strings and the names of errors.
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
