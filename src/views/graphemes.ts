let segmenter: Intl.Segmenter | undefined;

/** A segmenter takes milliseconds to make, so there is one, made on first use. */
export function graphemesOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}
