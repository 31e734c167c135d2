import * as z from 'zod';
import { confirmation } from './option-schemas.js';
import { identifier, plainText, shortText } from './text-schemas.js';

// Properties that several kinds of element share, to be spread into their schemas.

export const flag = z.boolean().optional();
export const label = shortText(75).optional();
export const action = { action_id: identifier };
export const confirmable = { ...action, confirm: confirmation.optional() };
export const placeholder = { placeholder: plainText(150).optional() };
export const focusable = { focus_on_load: flag };
export const picker = { ...confirmable, ...focusable, ...placeholder };
