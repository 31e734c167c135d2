import { maskText } from '../../masking/mask-secrets.js';
import { withoutEmails } from '../../masking/without-emails.js';

export const cleanText = (text: string): string => withoutEmails(maskText(text).text);
