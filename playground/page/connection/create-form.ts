import type { Json, ViewSubmitGesture } from '../../slack/protocol.js';
import type { FormValues } from '../blocks/block-context.js';

/** Values of a view's inputs. `previous` keeps those of an updated view, as Slack does. */
export function createForm(previous?: FormValues): FormValues & { values: ViewSubmitGesture['values'] } {
  const values: ViewSubmitGesture['values'] = {};
  return {
    values,
    get: (blockId, actionId) => values[blockId]?.[actionId] ?? previous?.get(blockId, actionId),
    set(blockId: string, actionId: string, value: Json) {
      values[blockId] = { ...values[blockId], [actionId]: value };
    },
  };
}
