/** A URL that is plain https; results and revisions may name anything, since providers and people write them. */
export const httpsUrl = (url: string | undefined): string | undefined =>
  url && URL.canParse(url) && new URL(url).protocol === 'https:' ? url : undefined;
