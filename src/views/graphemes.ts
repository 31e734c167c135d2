let segmenter: Intl.Segmenter | undefined;

/** Text as a reader counts it, piece by piece. The segmenter takes milliseconds to make: once, and not at start-up. */
export function graphemesOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}
