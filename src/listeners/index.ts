import type { App, ButtonAction } from '@slack/bolt';
import { splitActionId } from '../cursor/page-cursor.js';
import { ACT_BUTTONS } from '../views/act/buttons.js';
import { ACT_WINDOW } from '../views/act/window.js';
import { SEND_FILE } from '../views/all-fields.js';
import { ASK, COMMAND } from '../views/ask.js';
import { FIRST_ATTEMPTS, NEXT_ATTEMPTS, PREVIOUS_ATTEMPTS } from '../views/attempts.js';
import { CONFIRM_SUBSCRIBE } from '../views/confirm-subscribe.js';
import { ALL_ATTEMPTS, ALL_FIELDS, LATEST_ATTEMPTS, REFRESH_DETAILS } from '../views/details.js';
import { SHOW_WHOLE } from '../views/draw-groups.js';
import { POST_FAILURE, SHOW_LOG } from '../views/failure/buttons.js';
import { PREVIEW_FAILURE } from '../views/failure/row.js';
import { LINK_PREFIX } from '../views/link-button.js';
import { MORE_ALL, MORE_COMMAND, MORE_FAILED, MORE_FIRST, MORE_REFRESH, MORE_SHARE } from '../views/more.js';
import { FIRST_PAGE, MORE, NEXT_PAGE, OPEN_PAGE, PREVIOUS_PAGE, REFRESH_PAGE } from '../views/page-buttons.js';
import { PICK_PIPELINE } from '../views/picker.js';
import { START_AGAIN } from '../views/refusal.js';
import { DETAILS } from '../views/run-choices.js';
import { openAct } from './act/open-act.js';
import { submitAct } from './act/submit-act.js';
import { listAttempts, turnAttempts } from './attempts.js';
import type { BotContext } from './bot-context.js';
import { choose } from './choose.js';
import { refreshDetails, sendFile, showFields, showWhole } from './details.js';
import { onMore, openMore, sendCommand } from './more.js';
import { type ClickArguments, onStartAgain } from './on-click.js';
import { ask, onCommand } from './on-command.js';
import { pickPipeline, suggestPipelines } from './pick-pipeline.js';
import { postFailure, previewFailure } from './post-failure.js';
import { refuseOutsiders } from './refuse-outsiders.js';
import { showLog } from './show-log.js';
import { confirmSubscribe } from './subscriptions.js';
import { turnPage } from './turn-page.js';
import { unknown } from './unknown.js';

/** By the name in the action_id, which is defined where it is rendered. */
const clicks = (bot: BotContext) => ({
  [NEXT_PAGE]: turnPage(bot, NEXT_PAGE),
  [PREVIOUS_PAGE]: turnPage(bot, PREVIOUS_PAGE),
  [FIRST_PAGE]: turnPage(bot, FIRST_PAGE),
  [REFRESH_PAGE]: turnPage(bot, REFRESH_PAGE),
  [OPEN_PAGE]: turnPage(bot, OPEN_PAGE),
  [MORE]: openMore(bot),
  [MORE_REFRESH]: onMore(bot, MORE_REFRESH),
  [MORE_FIRST]: onMore(bot, MORE_FIRST),
  [MORE_FAILED]: onMore(bot, MORE_FAILED),
  [MORE_ALL]: onMore(bot, MORE_ALL),
  [MORE_SHARE]: onMore(bot, MORE_SHARE),
  [MORE_COMMAND]: sendCommand(bot),
  [DETAILS]: choose(bot),
  [REFRESH_DETAILS]: refreshDetails(bot),
  [ALL_FIELDS]: showFields(bot),
  [SHOW_WHOLE]: showWhole(bot),
  [SEND_FILE]: sendFile(bot),
  [ALL_ATTEMPTS]: listAttempts(bot, ALL_ATTEMPTS, 'All'),
  [LATEST_ATTEMPTS]: listAttempts(bot, LATEST_ATTEMPTS, 'Latest'),
  [NEXT_ATTEMPTS]: turnAttempts(bot, NEXT_ATTEMPTS),
  [PREVIOUS_ATTEMPTS]: turnAttempts(bot, PREVIOUS_ATTEMPTS),
  [FIRST_ATTEMPTS]: turnAttempts(bot, FIRST_ATTEMPTS),
  [PREVIEW_FAILURE]: previewFailure(bot),
  [POST_FAILURE]: postFailure(bot),
  [SHOW_LOG]: showLog(bot),
  [ASK]: ask(bot),
  [CONFIRM_SUBSCRIBE]: confirmSubscribe(bot),
  [PICK_PIPELINE]: pickPipeline(bot),
  [START_AGAIN]: onStartAgain(bot),
  ...Object.fromEntries(Object.entries(ACT_BUTTONS).map(([verb, id]) => [id, openAct(bot, verb)])),
});

/** The routing table: everything Slack can send, and its listener. */
export function registerListeners(app: App, bot: BotContext): void {
  app.use(refuseOutsiders(bot));
  app.use(routeClick(bot) as never);

  app.command(COMMAND, onCommand(bot));
  app.options(PICK_PIPELINE, suggestPipelines(bot) as never);

  // Anything unacknowledged becomes a timeout that the user sees.
  app.command(allBut(COMMAND), unknown(bot, 'command'));
  app.options(allBut(PICK_PIPELINE), async ({ ack }) => ack({ options: [] }));
  app.view(ACT_WINDOW, submitAct(bot) as never);
  app.view(allBut(ACT_WINDOW), unknown(bot, 'view'));
  app.shortcut(/^/, unknown(bot, 'shortcut'));
}

type Clicked = ClickArguments<ButtonAction>;

/** Routes all clicks here, since Bolt tries each listener in turn: for two dozen that takes longer than the click. */
function routeClick(bot: BotContext): (args: Clicked) => Promise<void> {
  const routes = new Map(Object.entries(clicks(bot)) as [string, (args: Clicked) => Promise<void>][]);
  const unknownClick = unknown(bot, 'button');
  return (args) => {
    if (args.body.type !== 'block_actions') return args.next();
    // The name may be followed by the part of a cursor that did not fit in `value`.
    const [name] = splitActionId(args.action.action_id);
    // Slack also reports clicks on buttons that open a URL.
    if (name.startsWith(LINK_PREFIX)) return args.ack();
    return (routes.get(name) ?? unknownClick)(args);
  };
}

const allBut = (name: string) => new RegExp(`^(?!${name}$)`);
