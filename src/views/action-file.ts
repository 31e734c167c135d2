import type { ActionExecution } from '../domain/action-execution.js';
import { shortId } from './text.js';

export interface TextFile {
  name: string;
  content: string;
}

/** JSON in AWS's own shape. @param path A member such as `input.configuration`. */
export function actionFile(action: ActionExecution, path = ''): TextFile {
  const keys = path.split('.').filter(Boolean);
  const member = keys.reduce<unknown>((from, key) => (from as Record<string, unknown> | undefined)?.[key], action);
  const id = shortId(action.actionExecutionId ?? '').replace(/[^\w-]/g, '') || 'unknown';
  const name = ['action-execution', id, ...keys.slice(-1)].join('-');
  return { name: `${name}.json`, content: `${JSON.stringify(member ?? null, null, 2)}\n` };
}
