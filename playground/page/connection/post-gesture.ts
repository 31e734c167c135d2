import type {
  ActionGesture,
  CommandGesture,
  ControlGesture,
  GestureAnswer,
  OptionsAnswer,
  OptionsGesture,
  ViewCloseGesture,
  ViewSubmitGesture,
} from '../../slack/protocol.js';

interface Gestures {
  command: [CommandGesture, GestureAnswer];
  action: [ActionGesture, GestureAnswer];
  options: [OptionsGesture, OptionsAnswer];
  'view-submit': [ViewSubmitGesture, GestureAnswer];
  'view-close': [ViewCloseGesture, GestureAnswer];
  control: [ControlGesture, GestureAnswer];
}

/** Never rejects: an unreachable server becomes an answer. */
export async function postGesture<Name extends keyof Gestures>(
  name: Name,
  gesture: Gestures[Name][0],
): Promise<Gestures[Name][1] | { ok: false; error: string }> {
  try {
    const response = await fetch(`/ui/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(gesture),
    });
    if (!response.ok) return { ok: false, error: `The workspace server answered ${response.status}.` };
    return await response.json();
  } catch {
    return { ok: false, error: 'The workspace server cannot be reached. Is it still running?' };
  }
}
