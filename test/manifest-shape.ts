import * as z from 'zod';

const url = (longest: number) => z.url({ protocol: /^https$/ }).max(longest);
const text = (shortest: number, longest: number) => z.string().min(shortest).max(longest);

/**
 * What Slack takes for an app's manifest (docs.slack.dev/reference/app-manifest), as far as this app uses it: its keys,
 * lengths and alphabets, and no key that is not Slack's.
 */
export const manifestShape = z.strictObject({
  display_information: z.strictObject({
    name: text(1, 35),
    description: text(1, 140).optional(),
    long_description: text(175, 4000).optional(),
    background_color: z
      .string()
      .regex(/^#(?:[0-9a-fA-F]{3}){1,2}$/)
      .optional(),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: text(1, 80), always_online: z.boolean() }),
    slash_commands: z
      .array(
        z.strictObject({
          command: text(2, 32).regex(/^\/[a-z0-9_-]+$/),
          description: text(1, 2000),
          usage_hint: text(1, 1000),
          should_escape: z.boolean(),
          url: url(3000).optional(),
        }),
      )
      .min(1)
      .max(50),
  }),
  oauth_config: z.strictObject({
    scopes: z.strictObject({ bot: z.array(text(1, 50).regex(/^[a-z:.]+$/)).max(255) }),
  }),
  settings: z.strictObject({
    interactivity: z.strictObject({
      is_enabled: z.literal(true),
      request_url: url(3500).optional(),
      message_menu_options_url: url(3500).optional(),
    }),
    event_subscriptions: z
      .strictObject({ request_url: url(3500).optional(), bot_events: z.array(text(1, 50)).max(100) })
      .optional(),
    socket_mode_enabled: z.boolean(),
    org_deploy_enabled: z.literal(false),
    token_rotation_enabled: z.literal(false),
  }),
});

export type Manifest = z.output<typeof manifestShape>;
