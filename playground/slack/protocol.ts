import type { Exchange } from '../exchange-log.js';

/**
 * What the workspace page and the workspace server say to each other.
 *
 * The page is a reader of one stream (`GET /ui/events`, server-sent events) and a sender of gestures
 * (`POST /ui/...`, JSON). All state is the server's; a reload gets it again in the first `snapshot`,
 * without the ephemeral messages, as in Slack.
 */

/** One Block Kit object as JSON. The server has checked it against Slack's limits before the page sees it. */
export type Json = Record<string, unknown>;

export interface User {
  id: string;
  name: string;
  realName: string;
  teamId: string;
  isBot: boolean;
}

export interface Channel {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'direct';
  isShared: boolean;
  /** Whether the bot is a member, so that `chat.postMessage` reaches it. */
  hasBot: boolean;
}

export interface Message {
  /** Slack's `ts`: unique in its channel, sorts by time, seconds with six decimals. */
  ts: string;
  channel: string;
  user: string;
  text: string;
  blocks: Json[];
  /** Set on an ephemeral message: the one user who sees it. */
  visibleTo?: string;
  threadTs?: string;
  /** Of a reply: whether it is shown in the channel as well. */
  isBroadcast?: boolean;
  edited?: boolean;
  /** Words Slack itself shows, such as a timed-out command; styled apart from the bot's messages. */
  fromSlackbot?: boolean;
  /** Files shared with the message; `url` lies on the workspace's own address. */
  files?: { id: string; name: string; title: string; url: string }[];
}

export interface View {
  id: string;
  callbackId: string;
  title: string;
  submit?: string;
  close?: string;
  blocks: Json[];
  /** How deep in the stack of pushed views this one lies; 0 is the bottom. */
  depth: number;
}

export type ServerEvent =
  | {
      type: 'snapshot';
      team: { id: string; name: string };
      me: User;
      users: User[];
      userGroups: { id: string; handle: string; name: string }[];
      channels: Channel[];
      messages: Message[];
      view: View | null;
      exchanges: Exchange[];
      commands: { command: string; description: string; usageHint: string }[];
      controls: Controls | null;
    }
  | { type: 'message'; message: Message }
  | { type: 'message-deleted'; channel: string; ts: string }
  /** The view on top of the stack, or null when the stack is empty. */
  | { type: 'view'; view: View | null }
  | { type: 'exchange'; exchange: Exchange }
  | { type: 'channel'; channel: Channel }
  | { type: 'controls'; controls: Controls }
  /** A short notice as Slack would show it beside the gesture that failed. */
  | { type: 'notice'; text: string };

/**
 * Every gesture is answered `200 {"ok":true}` or `200 {"ok":false,"error":"<Slack's words for the person>"}`;
 * a submitted view may be answered with `errors` by `block_id` as well, a control with what has happened in `said`.
 */
export type GestureAnswer = { ok: true; said?: string } | { ok: false; error: string; errors?: Record<string, string> };

/** `POST /ui/command`: text typed in the composer, with or without a leading slash command. */
export interface CommandGesture {
  channel: string;
  text: string;
}

/** `POST /ui/action`: a button clicked, a select chosen. The server builds the block_actions payload from its own copy. */
export interface ActionGesture {
  container: { type: 'message'; channel: string; ts: string } | { type: 'view'; viewId: string };
  blockId: string;
  actionId: string;
  /** The `value` of the chosen option of a select; absent for a button. */
  selectedValue?: string;
  /** The text of the chosen option, for external selects whose options the server does not keep. */
  selectedText?: string;
  /** The values of all chosen options of a checkbox group, in the order of the choices. */
  selectedValues?: string[];
  /** What is typed and chosen in the same message or view. */
  values?: ViewSubmitGesture['values'];
}

/** `POST /ui/options`: type-ahead of an external_select. Answered with the app's options in order. */
export interface OptionsGesture {
  container: ActionGesture['container'];
  blockId: string;
  actionId: string;
  value: string;
}
export type OptionsAnswer =
  | { ok: true; groups: { label: string | null; options: { text: string; description?: string; value: string }[] }[] }
  | { ok: false; error: string };

/** `POST /ui/view-submit` and `/ui/view-close`. */
export interface ViewSubmitGesture {
  viewId: string;
  /** block_id → action_id → value object, exactly Slack's `view.state.values`. */
  values: Record<string, Record<string, Json>>;
}
export interface ViewCloseGesture {
  viewId: string;
}

/** What the control panel shows and sets; `POST /ui/control` with one ControlGesture. */
export interface Controls {
  pipelines: string[];
  faults: {
    /** Milliseconds added to every AWS call. */
    awsLatencyMs: number;
    /** Milliseconds added to every Slack Web API and response_url call. */
    slackLatencyMs: number;
    /** Every AWS call is answered ThrottlingException. */
    throttle: boolean;
    /** Every AWS call is answered AccessDeniedException. */
    denyAccess: boolean;
  };
  /** Of each pipeline, the ready-made scenes that it can play, such as `build-error`. */
  scenes: Record<string, { id: string; label: string }[]>;
  /** What can become of an approval that waits, such as `approve`. */
  approvalEnds: { id: string; label: string }[];
  /** Whether the bot process runs: the panel can restart it to show that paging survives. */
  bot: { running: boolean; pid: number | null; address: string };
  aws: { address: string };
}
export type ControlGesture =
  | { do: 'start-run'; pipeline: string }
  | { do: 'scene'; pipeline: string; scene: string }
  | { do: 'retry'; pipeline: string }
  /** What becomes of the pipeline's approvals without the bot; by the ids of `approvalEnds`. */
  | { do: 'end-approval'; pipeline: string; end: string }
  | { do: 'set-faults'; faults: Partial<Controls['faults']> }
  | { do: 'expire-tokens' }
  | { do: 'restart-bot' };
