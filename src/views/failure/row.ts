export const PREVIEW_FAILURE = 'preview-failure';
