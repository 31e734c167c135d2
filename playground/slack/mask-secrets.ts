const SECRETS = /\b(xox[a-z]|xapp)-[A-Za-z0-9-]+/g;

/** Shortens Slack tokens to their kind: `xoxb-…`. */
export function maskSecrets(text: string): string {
  return text.replace(SECRETS, '$1-…').replace(/("token"\s*:\s*")[^"]*"/g, '$1…"');
}
