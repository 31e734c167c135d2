import { cutAtWord, oneLine } from '../text.js';

export function ordinal(count: number): string {
  const isTeen = count % 100 >= 11 && count % 100 <= 13;
  const ending = isTeen ? undefined : ['th', 'st', 'nd', 'rd'][count % 10];
  return `${count}${ending ?? 'th'}`;
}

/** `40 s`, `42 min`, `3 h 5 min`, `2 d 4 h`. */
export function roughly(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return pair(hours, 'h', minutes % 60, 'min');
  return pair(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

const pair = (large: number, unit: string, small: number, smallUnit: string) =>
  small ? `${large} ${unit} ${small} ${smallUnit}` : `${large} ${unit}`;

export const firstLine = (text: string, length: number): string =>
  cutAtWord(oneLine(text.trim().split('\n')[0] ?? ''), length);
