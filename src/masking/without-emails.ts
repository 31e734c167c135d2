/** Anchored at the start of a word, so that a long word without `@` is read once. */
const EMAIL = /(?<![\w.+'@/-])([\w.+'-]+)@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?![\w:])/g;

/** Text with the part before the `@` in place of each e-mail address. `git@github.com:org/repo` is an address of another kind. */
export const withoutEmails = (text: string): string => text.replace(EMAIL, (_, name: string) => name);
