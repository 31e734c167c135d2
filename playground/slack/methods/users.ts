import type { Json } from '../protocol.js';
import { flagArgument, neededArgument } from '../read-arguments.js';
import { BOT_ID, PEOPLE, TEAM, USER_GROUP } from '../seed-workspace.js';
import { SlackRefusal } from '../slack-refusal.js';
import type { StoredUser } from '../workspace-state.js';
import type { Method } from './method.js';

export const usersMethods: Record<string, Method> = {
  'auth.test': {
    scopes: [],
    run: (core) => ({
      url: `${core.url()}/`,
      team: TEAM.name,
      team_id: TEAM.id,
      user: core.state.users.get(PEOPLE.bot)?.name,
      user_id: PEOPLE.bot,
      bot_id: BOT_ID,
      ...(core.settings.enterpriseId && { enterprise_id: core.settings.enterpriseId }),
      is_enterprise_install: false,
    }),
  },

  'users.info': {
    scopes: ['users:read'],
    run(core, args) {
      const user = core.state.users.get(neededArgument(args, 'user'));
      if (!user) throw new SlackRefusal('user_not_found');
      return { user: userJson(user, core.settings.enterpriseId) };
    },
  },

  'users.lookupByEmail': {
    scopes: ['users:read.email'],
    run(core, args) {
      const email = neededArgument(args, 'email').toLowerCase();
      const user = [...core.state.users.values()].find((one) => one.email === email && one.teamId === TEAM.id);
      if (!user) throw new SlackRefusal('users_not_found');
      return { user: userJson(user) };
    },
  },

  'usergroups.list': {
    scopes: ['usergroups:read'],
    run(_core, args) {
      const { id, handle, name, users } = USER_GROUP;
      const group = { id, team_id: TEAM.id, handle, name, is_usergroup: true, user_count: users.length };
      return { usergroups: [{ ...group, ...(flagArgument(args, 'include_users') && { users }) }] };
    },
  },

  'usergroups.users.list': {
    scopes: ['usergroups:read'],
    run(_core, args) {
      if (neededArgument(args, 'usergroup') !== USER_GROUP.id) throw new SlackRefusal('no_such_subteam');
      return { users: USER_GROUP.users };
    },
  },
};

function userJson(user: StoredUser, ours?: string): Json {
  const { id, name, realName, teamId, isBot, isGuest = false, isDeleted = false, email, enterpriseId } = user;
  const isColleague = teamId === TEAM.id || (ours !== undefined && enterpriseId === ours);
  return {
    id,
    team_id: teamId,
    name,
    real_name: realName,
    tz: 'Etc/UTC',
    tz_offset: 0,
    deleted: isDeleted,
    is_bot: isBot,
    is_app_user: false,
    is_admin: false,
    is_owner: false,
    is_stranger: !isColleague,
    is_restricted: isGuest,
    is_ultra_restricted: false,
    ...(enterpriseId && { enterprise_user: { id, enterprise_id: enterpriseId } }),
    profile: { real_name: realName, display_name: name, ...(email && { email }), team: teamId },
  };
}
