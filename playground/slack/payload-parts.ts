import type { Core } from './core.js';
import type { Json } from './protocol.js';
import { APP_ID, TEAM } from './seed-workspace.js';
import type { StoredChannel } from './workspace-state.js';

// Deprecated in favour of the signature, but still sent.
const VERIFICATION_TOKEN = 'deprecatedVerificationTok';

/** `is_enterprise_install` is a boolean here. */
export function commonPayload(core: Core, userId: string): Json {
  const user = core.state.users.get(userId);
  if (!user) throw new Error(`There is no user ${userId} in the workspace.`);
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: APP_ID,
    token: VERIFICATION_TOKEN,
    team: { id: TEAM.id, domain: TEAM.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** `is_enterprise_install` is a string here and there is no `thread_ts`. */
export function commandPayload(core: Core, userId: string, channel: StoredChannel): Record<string, string> {
  const user = core.state.users.get(userId);
  return {
    token: VERIFICATION_TOKEN,
    team_id: TEAM.id,
    team_domain: TEAM.domain,
    channel_id: channel.id,
    channel_name: payloadName(channel),
    user_id: userId,
    user_name: user?.name ?? '',
    api_app_id: APP_ID,
    is_enterprise_install: 'false',
  };
}

/** Private channels have no name in payloads. */
export function payloadName({ kind, name }: StoredChannel): string {
  if (kind === 'direct') return 'directmessage';
  return kind === 'private' ? 'privategroup' : name;
}
