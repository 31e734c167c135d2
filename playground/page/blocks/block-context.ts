import type { ActionGesture, Json, OptionsAnswer } from '../../slack/protocol.js';

/** What every block needs to know of the message or view it stands in. */
export interface BlockContext {
  names: Names;
  /** What the inputs hold; Slack's `state.values`. */
  form: FormValues;
  /** Sends a block action; marks the control as busy until it is answered, and shows a refusal beside the message. */
  act(control: HTMLElement, action: Action): Promise<void>;
  loadOptions(blockId: string, actionId: string, typed: string): Promise<OptionsAnswer>;
}

type Action = Omit<ActionGesture, 'container' | 'values'>;

/** Names for the ids in mentions; the id itself where nobody by it is known. */
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

/** Where one element stands. */
export interface ElementPlace {
  blockId: string;
  /** False in an input block without `dispatch_action`: its value is only read on submit. */
  dispatches: boolean;
  /** The id of the label and of the hint on the page, in an input block. */
  labelledBy?: string;
  describedBy?: string | undefined;
}
