import type { FormValues } from '../blocks/block-context.js';

/** Marks required inputs that are empty or too short, as Slack does, and returns the first. */
export function findUnfilled(dialog: HTMLElement, form: FormValues): HTMLElement | null {
  const faulty = [...dialog.querySelectorAll<HTMLElement>('.input')].filter((input) => {
    const fault = faultOf(input, form);
    const words = input.querySelector('.input-error');
    if (words) words.textContent = fault;
    return fault !== '';
  });
  faulty[0]?.querySelector<HTMLElement>('input, textarea, button')?.focus();
  return faulty[0] ?? null;
}

/** Shows the app's errors below their inputs. @returns whether any input was found. */
export function showInputErrors(dialog: HTMLElement, errors: Record<string, string>): boolean {
  const found = [...dialog.querySelectorAll<HTMLElement>('.input')].filter((input) => {
    const fault = errors[input.dataset.blockId ?? ''];
    input.querySelector('.input-error')?.replaceChildren(fault ?? '');
    return fault !== undefined;
  });
  return found.length > 0;
}

function faultOf(input: HTMLElement, form: FormValues): string {
  const { blockId = '', actionId = '', required } = input.dataset;
  const value = form.get(blockId, actionId);
  const filled = value?.value ?? value?.selected_option ?? value?.selected_options;
  const isEmpty = filled === null || filled === undefined || (Array.isArray(filled) && filled.length === 0);
  if (isEmpty) return required === undefined ? '' : 'Please complete this required field.';
  const field = input.querySelector<HTMLInputElement | HTMLTextAreaElement>('.text-input');
  const min = field?.minLength ?? 0;
  return field && field.value.length < min ? `Please enter at least ${min} characters.` : '';
}
