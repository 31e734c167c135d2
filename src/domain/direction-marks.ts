/** Invisible characters that reverse the direction of text, which can disguise it; and the byte order mark. */
export const DIRECTION_MARKS = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]/g;
