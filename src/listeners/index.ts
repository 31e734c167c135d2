import type { App } from '@slack/bolt';
import { COPY_ONWARD, COPY_PAGE } from '../views/cli-command.js';
import { COMMAND, PICK_PIPELINE } from '../views/help.js';
import { FIRST_PAGE, NEXT_PAGE, OPEN_PAGE, PREVIOUS_PAGE, REFRESH_PAGE, SHARE_PAGE } from '../views/page.js';
import { START_AGAIN } from '../views/refusal.js';
import { copyCli } from './copy-cli.js';
import type { Listening } from './listening.js';
import { onStartAgain } from './on-click.js';
import { onCommand } from './on-command.js';
import { pickPipeline, suggestPipelines } from './pick-pipeline.js';
import { refuseOutsiders } from './refuse-outsiders.js';
import { sharePage, turnPage } from './turn-page.js';
import { unknown } from './unknown.js';

/** Buttons and selects by the name of their action_id; each id is spelled where it is rendered. */
const clicks = (bot: Listening) => ({
  [NEXT_PAGE]: turnPage(bot, NEXT_PAGE),
  [PREVIOUS_PAGE]: turnPage(bot, PREVIOUS_PAGE),
  [FIRST_PAGE]: turnPage(bot, FIRST_PAGE),
  [REFRESH_PAGE]: turnPage(bot, REFRESH_PAGE),
  [OPEN_PAGE]: turnPage(bot, OPEN_PAGE),
  [SHARE_PAGE]: sharePage(bot),
  [COPY_ONWARD]: copyCli(bot, COPY_ONWARD),
  [COPY_PAGE]: copyCli(bot, COPY_PAGE),
  [PICK_PIPELINE]: pickPipeline(bot),
  [START_AGAIN]: onStartAgain(bot),
});

/** The routing table: everything Slack can send, and what answers it. */
export function registerListeners(app: App, bot: Listening): void {
  app.use(refuseOutsiders(bot));

  app.command(COMMAND, onCommand(bot));
  const listeners = clicks(bot);
  for (const [name, listener] of Object.entries(listeners)) app.action(named(name), listener as never);
  app.options(PICK_PIPELINE, suggestPipelines(bot) as never);

  // What Slack sends and nothing acknowledges becomes a timeout that the person sees; only unmatched ids may match here.
  app.command(allBut([COMMAND]), unknown(bot, 'command'));
  app.action(allBut(Object.keys(listeners)), unknown(bot, 'button'));
  app.options(allBut([PICK_PIPELINE]), async ({ ack }) => ack({ options: [] }));
  app.view(/.*/, unknown(bot, 'view'));
  app.shortcut(/.*/, unknown(bot, 'shortcut'));
}

/** An action_id by its name; what may follow is the part of a cursor that did not fit in `value`. */
const named = (action: string) => new RegExp(`^${action}(?::|$)`);
const allBut = (names: string[]) => new RegExp(`^(?!(?:${names.join('|')})(?::|$))`);
