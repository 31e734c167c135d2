const SECRETS = /\b(xox[a-z]|xapp)-[A-Za-z0-9-]+/g;

/** Text for people's eyes, Slack tokens cut to their kind: `xoxb-…`. */
export function maskSecrets(text: string): string {
  return text.replace(SECRETS, '$1-…').replace(/("token"\s*:\s*")[^"]*"/g, '$1…"');
}
