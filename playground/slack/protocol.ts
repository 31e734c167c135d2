import type { Exchange } from '../exchange-log.js';

/**
 * The protocol between the workspace page and its server. The page reads one stream (`GET /ui/events`, server-sent
 * events) and sends gestures (`POST /ui/...`, JSON). The server holds all state; a reload gets it in a `snapshot`,
 * without ephemeral messages, as in Slack.
 */

/** A Block Kit object, already checked by the server. */
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
  /** Whether the bot is a member. */
  hasBot: boolean;
}

export interface Message {
  /** Slack's `ts`: unique in its channel, sorts by time, seconds with six decimals. */
  ts: string;
  channel: string;
  user: string;
  text: string;
  blocks: Json[];
  /** For an ephemeral message: the user who sees it. */
  visibleTo?: string;
  threadTs?: string;
  /** Whether a reply is shown in the channel too. */
  isBroadcast?: boolean;
  edited?: boolean;
  /** Slack's own words, such as for a timed-out command. */
  fromSlackbot?: boolean;
  /** `url` is on the workspace's own address. */
  files?: { id: string; name: string; title: string; url: string }[];
}

export interface View {
  id: string;
  callbackId: string;
  title: string;
  submit?: string;
  close?: string;
  blocks: Json[];
  /** Place in the stack of views; 0 is the bottom. */
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
  /** Null when no view is open. */
  | { type: 'view'; view: View | null }
  | { type: 'exchange'; exchange: Exchange }
  | { type: 'channel'; channel: Channel }
  | { type: 'controls'; controls: Controls }
  /** Shown beside the gesture that failed. */
  | { type: 'notice'; text: string };

/**
 * Status 200 in any case; `error` is in Slack's words, `errors` of a view go by `block_id`, `said` is a control's
 * result.
 */
export type GestureAnswer = { ok: true; said?: string } | { ok: false; error: string; errors?: Record<string, string> };

/** `POST /ui/command`: text from the composer, with or without a slash command. */
export interface CommandGesture {
  channel: string;
  text: string;
}

/** `POST /ui/action`: a click or choice. The server builds the block_actions payload from its own copy. */
export interface ActionGesture {
  container: { type: 'message'; channel: string; ts: string } | { type: 'view'; viewId: string };
  blockId: string;
  actionId: string;
  /** The chosen option's `value`; absent for a button. */
  selectedValue?: string;
  /** The chosen option's text, for external selects. */
  selectedText?: string;
  /** The values of all checked boxes, in order. */
  selectedValues?: string[];
  /** Other input in the same message or view. */
  values?: ViewSubmitGesture['values'];
}

/** `POST /ui/options`: text typed into an external_select; answered with the app's options. */
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
  /** block_id → action_id → value, Slack's `view.state.values`. */
  values: Record<string, Record<string, Json>>;
}
export interface ViewCloseGesture {
  viewId: string;
}

/** The control panel's state; changed by `POST /ui/control`. */
export interface Controls {
  pipelines: string[];
  faults: {
    /** Milliseconds added to every AWS call. */
    awsLatencyMs: number;
    /** Milliseconds added to every Slack call. */
    slackLatencyMs: number;
    throttle: boolean;
    denyAccess: boolean;
  };
  /** By pipeline: the scenes that it can play, such as `build-error`. */
  scenes: Record<string, { id: string; label: string }[]>;
  /** Ways to end an approval, such as `approve`. */
  approvalEnds: { id: string; label: string }[];
  bot: { running: boolean; pid: number | null; address: string };
  aws: { address: string };
}
export type ControlGesture =
  | { do: 'start-run'; pipeline: string }
  | { do: 'scene'; pipeline: string; scene: string }
  | { do: 'retry'; pipeline: string }
  /** `end` is an id of `approvalEnds`. */
  | { do: 'end-approval'; pipeline: string; end: string }
  | { do: 'set-faults'; faults: Partial<Controls['faults']> }
  | { do: 'expire-tokens' }
  | { do: 'restart-bot' };
