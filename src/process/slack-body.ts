import * as z from 'zod';

// Only what Bolt or a listener relies on: Slack adds fields at will.
const text = z.string().nullish();
const some = z.looseObject({}).nullish();
const person = z.looseObject({ id: z.string(), team_id: text });
const view = z.looseObject({ id: z.string(), private_metadata: text, state: some });
const channel = z.looseObject({ id: z.string() }).nullish();

const command = z.looseObject({
  command: z.string(),
  text,
  user_id: text,
  team_id: text,
  channel_id: text,
  response_url: text,
});
const action = z.looseObject({
  type: z.string(),
  action_id: z.string(),
  block_id: text,
  value: text,
  selected_option: z.looseObject({ value: z.string() }).nullish(),
});
const click = z.looseObject({
  type: z.literal('block_actions'),
  user: person,
  channel,
  response_url: text,
  view: view.nullish(),
  actions: z.array(action).min(1),
  container: z.looseObject({ type: z.string() }),
});
const suggestion = z.looseObject({
  type: z.literal('block_suggestion'),
  user: person,
  channel,
  action_id: z.string(),
  value: text,
});
const submission = z.looseObject({ type: z.enum(['view_submission', 'view_closed']), user: person, view });
const shortcut = z.looseObject({
  type: z.enum(['shortcut', 'message_action']),
  user: person,
  callback_id: z.string(),
  channel,
});
const event = z.looseObject({ type: z.literal('event_callback'), event: z.looseObject({ type: z.string() }) });
const challenge = z.looseObject({ type: z.literal('url_verification'), challenge: z.string() });
const certificateCheck = z.looseObject({ ssl_check: z.literal('1') });

const byType = z.discriminatedUnion('type', [click, suggestion, submission, shortcut, event, challenge]);
const known = z.union([command, byType, certificateCheck]);

/** Whether a body has every field that Bolt and our listeners rely on. */
export const isSlackBody = (body: unknown): boolean => known.safeParse(body).success;
