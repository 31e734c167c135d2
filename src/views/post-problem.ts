/** Why Slack refuses a message, and what to do about it. */
interface PostProblem {
  because: string; // completes “Nothing is posted, because …”
  todo: string;
}

const INVITE = 'Invite me to it: type /invite and my name there.';
const ADMIN = 'A workspace admin can change that.';
const POSTING_RULES = 'A channel manager or workspace admin can change who may post, in the channel’s settings.';
const KEEPERS = 'Ask the people who run this bot.';
const TOKEN = 'The people who run this bot have to install it again.';
const LATER = 'Try again in a minute.';
const OUR_FAULT = 'This is a fault of this bot: report it to the people who run it.';

const problem = (because: string, todo: string): PostProblem => ({ because, todo });

/** docs.slack.dev/reference/methods/chat.postMessage */
const PROBLEMS: Record<string, PostProblem> = {
  not_in_channel: problem('I am not in the channel', INVITE),
  channel_not_found: problem('I can’t see the channel', INVITE),
  is_archived: problem('the channel is archived', 'Unarchive it, or use another channel.'),
  is_inactive: problem('the channel is no longer in use', 'Use another channel.'),
  restricted_action: problem('only some people may post in the channel', POSTING_RULES),
  restricted_action_read_only_channel: problem('the channel is read-only', POSTING_RULES),
  restricted_action_thread_only_channel: problem('the channel only takes replies in threads', POSTING_RULES),
  restricted_action_non_threadable_channel: problem('the channel takes no replies in threads', POSTING_RULES),
  restricted_action_thread_locked: problem('the thread is locked', POSTING_RULES),
  messages_tab_disabled: problem('this app’s messages tab is switched off', KEEPERS),
  user_not_found: problem('the person is not in this workspace', 'Use a channel.'),
  user_disabled: problem('the person’s account is deactivated', 'Use a channel.'),
  cannot_dm_bot: problem('bots can’t write to each other', 'Use a channel.'),
  cannot_reply_to_message: problem('the message takes no replies', 'Use the channel itself.'),
  as_user_not_supported: problem('this bot asked for something old', OUR_FAULT),
  ekm_access_denied: problem('the workspace’s encryption keys don’t allow it', ADMIN),
  enterprise_is_restricted: problem('the organization does not allow it', ADMIN),
  team_access_not_granted: problem('this bot is not approved for this workspace', ADMIN),
  team_access_denied: problem('this bot is not approved for this workspace', ADMIN),
  team_not_found: problem('this bot is not installed in this workspace', TOKEN),
  access_denied: problem('this bot has no access', ADMIN),
  no_permission: problem('this bot lacks a permission', KEEPERS),
  missing_scope: problem('this bot lacks a permission of Slack’s', KEEPERS),
  not_allowed_token_type: problem('this bot’s token is of the wrong kind', KEEPERS),
  org_login_required: problem('the workspace is moving to an organization', LATER),
  accesslimited: problem('the workspace limits access', ADMIN),
  two_factor_setup_required: problem('the workspace wants two-factor sign-in', ADMIN),
  not_authed: problem('this bot has no token', TOKEN),
  invalid_auth: problem('this bot’s token is not valid', TOKEN),
  account_inactive: problem('this bot was removed from the workspace', TOKEN),
  token_expired: problem('this bot’s token has expired', TOKEN),
  token_revoked: problem('this bot’s token was revoked', TOKEN),
  message_limit_exceeded: problem('the workspace has reached its limit of messages', ADMIN),
  slack_connect_file_link_sharing_blocked: problem('files may not be shared with the other company', ADMIN),
  slack_connect_canvas_sharing_blocked: problem('canvases may not be shared with the other company', ADMIN),
  slack_connect_lists_sharing_blocked: problem('lists may not be shared with the other company', ADMIN),
  ratelimited: problem('Slack is getting too many requests', LATER),
  rate_limited: problem('Slack is getting too many requests', LATER),
  service_unavailable: problem('Slack is down', LATER),
  team_added_to_org: problem('the workspace is moving to an organization', LATER),
  request_timeout: problem('Slack took too long', LATER),
  internal_error: problem('something is broken at Slack', LATER),
  fatal_error: problem('something is broken at Slack', LATER),
};

export const POST_CODES = Object.keys(PROBLEMS);

const MALFORMED =
  /^(invalid_blocks|invalid_attachments|invalid_metadata|metadata_|msg_|no_text|too_many|markdown_text|block_mismatch|invalid_arg|attachment_payload|duplicate_)/;

const byKind = (code: string): PostProblem => {
  if (code.startsWith('restricted_action')) return problem('the channel’s settings don’t allow it', POSTING_RULES);
  if (MALFORMED.test(code)) return problem('Slack can’t read the message', OUR_FAULT);
  return /^[a-z_]{2,60}$/.test(code)
    ? problem(`Slack refuses it (${code})`, KEEPERS)
    : problem('Slack can’t be reached', LATER);
};

/** @param code Slack's error, or the network's. */
export const postProblemOf = (code: string): PostProblem => PROBLEMS[code] ?? byKind(code);

/** `Nothing is posted, because I am not in the channel. Invite me to it: …` @param what The part before the comma. */
export function postProblemInWords(code: string, what: string): string {
  const { because, todo } = postProblemOf(code);
  return `${what}, because ${because}. ${todo}`;
}
