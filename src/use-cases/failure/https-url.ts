/** Results and revisions may contain any URL, since providers and people write them. */
export const httpsUrl = (url: string | undefined): string | undefined =>
  url && URL.canParse(url) && new URL(url).protocol === 'https:' ? url : undefined;
