import type { ActionGesture, Json, OptionsAnswer } from '../../slack/protocol.js';

export interface BlockContext {
  names: Names;
  /** Slack's `state.values` of the inputs. */
  form: FormValues;
  /** Sends a block action; marks the control as busy meanwhile and shows errors beside the message. */
  act(control: HTMLElement, action: Action): Promise<void>;
  loadOptions(blockId: string, actionId: string, typed: string): Promise<OptionsAnswer>;
}

type Action = Omit<ActionGesture, 'container' | 'values'>;

/** Names for ids in mentions; the id itself when unknown. */
export interface Names {
  user(id: string): string;
  channel(id: string): string;
  userGroup(id: string): string;
  isMe(id: string): boolean;
}

export interface FormValues {
  get(blockId: string, actionId: string): Json | undefined;
  set(blockId: string, actionId: string, value: Json): void;
}

export interface ElementPlace {
  blockId: string;
  /** False in an input block without `dispatch_action`, which is only read on submit. */
  dispatches: boolean;
  /** The ids of label and hint in an input block. */
  labelledBy?: string;
  describedBy?: string | undefined;
}
