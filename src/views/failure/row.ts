/** Previews the summary of a failure for whoever clicks. */
export const PREVIEW_FAILURE = 'preview-failure';
