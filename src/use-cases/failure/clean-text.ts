import { maskText } from '../../masking/mask-secrets.js';
import { withoutEmails } from '../../masking/without-emails.js';

/** Text from outside as it may stand in a channel: secrets masked, no e-mail address. */
export const cleanText = (text: string): string => withoutEmails(maskText(text).text);
