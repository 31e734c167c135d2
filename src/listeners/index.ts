import type { App } from '@slack/bolt';
import { COMMAND, PICK_PIPELINE } from '../views/help.js';
import { FIRST_PAGE, NEXT_PAGE, OPEN_PAGE, PREVIOUS_PAGE, REFRESH_PAGE, SHARE_PAGE } from '../views/page.js';
import { START_AGAIN } from '../views/refusal.js';
import type { Listening } from './listening.js';
import { onStartAgain } from './on-click.js';
import { onCommand } from './on-command.js';
import { pickPipeline, suggestPipelines } from './pick-pipeline.js';
import { refuseOutsiders } from './refuse-outsiders.js';
import { sharePage, turnPage } from './turn-page.js';
import { unknown } from './unknown.js';

const PAGING = [NEXT_PAGE, PREVIOUS_PAGE, FIRST_PAGE, REFRESH_PAGE, OPEN_PAGE];
const ACTIONS = [...PAGING, SHARE_PAGE, PICK_PIPELINE, START_AGAIN];

/** The routing table: everything Slack can send, and what answers it. */
export function registerListeners(app: App, bot: Listening): void {
  app.use(refuseOutsiders(bot));

  app.command(COMMAND, onCommand(bot));
  for (const action of PAGING) app.action(named(action), turnPage(bot, action) as never);
  app.action(named(SHARE_PAGE), sharePage(bot) as never);
  app.action(PICK_PIPELINE, pickPipeline(bot) as never);
  app.action(START_AGAIN, onStartAgain(bot) as never);
  app.options(PICK_PIPELINE, suggestPipelines(bot) as never);

  // What Slack sends and nothing acknowledges becomes a timeout that the person sees; only unmatched ids may match here.
  app.command(allBut([COMMAND]), unknown(bot, 'command'));
  app.action(allBut(ACTIONS), unknown(bot, 'button'));
  app.options(allBut([PICK_PIPELINE]), async ({ ack }) => ack({ options: [] }));
  app.view(/.*/, unknown(bot, 'view'));
  app.shortcut(/.*/, unknown(bot, 'shortcut'));
}

/** An action_id by its name; what may follow is the part of a cursor that did not fit in `value`. */
const named = (action: string) => new RegExp(`^${action}(?::|$)`);
const allBut = (names: string[]) => new RegExp(`^(?!(?:${names.join('|')})(?::|$))`);
