/**
 * Limits that catch what hangs, and that a busy machine does not reach. Slack itself gives a bot three seconds to answer,
 * and a trigger as long a life.
 */
export const PATIENT = { ackDeadlineMs: 240_000, triggerLifeMs: 240_000 };
/** How long a line of the log is waited for. */
export const LOGGED_WITHIN_MS = 240_000;
