import type { Core } from './core.js';
import type { Json } from './protocol.js';
import { APP_ID, BOT_ID, TEAM } from './seed-workspace.js';
import type { StoredView } from './view-stacks.js';

/** As in Slack's methods and payloads. @param values block_id → action_id → value. */
export function viewJson(core: Core, view: StoredView, values: Json = {}): Json {
  const { id, given, hash, user } = view;
  const stack = core.state.views.of(user);
  const below = stack[stack.findIndex((one) => one.id === id) - 1];
  return {
    id,
    team_id: TEAM.id,
    app_id: APP_ID,
    app_installed_team_id: TEAM.id,
    bot_id: BOT_ID,
    hash,
    submit: null,
    close: null,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    ...given,
    previous_view_id: below?.id ?? null,
    root_view_id: stack[0]?.id ?? id,
    state: { values },
  };
}
