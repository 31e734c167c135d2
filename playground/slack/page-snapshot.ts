import type { Core } from './core.js';
import type { Controls, ServerEvent, User } from './protocol.js';
import { PEOPLE, TEAM, USER_GROUP } from './seed-workspace.js';
import { topView } from './view-stacks.js';

/** What a page shows on loading: no ephemeral messages, as in Slack. */
export function pageSnapshot(core: Core, controls: Controls | null): ServerEvent {
  const users: User[] = [...core.state.users.values()];
  const channels = [...core.state.channels.values()].filter(({ members }) => members.includes(PEOPLE.me));
  return {
    type: 'snapshot',
    team: { id: TEAM.id, name: TEAM.name },
    users,
    channels,
    userGroups: [{ id: USER_GROUP.id, handle: USER_GROUP.handle, name: USER_GROUP.name }],
    me: users.find(({ id }) => id === PEOPLE.me) as User,
    messages: channels.flatMap(({ id }) => core.state.inChannel(id)).filter(({ visibleTo }) => visibleTo === undefined),
    view: topView(core.state.views.of(PEOPLE.me)),
    exchanges: core.exchanges.latest(),
    commands: core.settings.commands,
    controls,
  };
}
