/** Anchored at the start of a word, so that a long word without `@` is read once. */
const EMAIL = /(?<![\w.+'@/-])([\w.+'-]+)@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?![\w:])/g;

/** Keeps the part before the `@`. `git@github.com:org/repo` is no e-mail address. */
export const withoutEmails = (text: string): string => text.replace(EMAIL, (_, name: string) => name);
