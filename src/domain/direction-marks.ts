/** Invisible characters that turn the direction of text, so that it reads otherwise than it is; and the byte order mark. */
export const DIRECTION_MARKS = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]/g;
