import { formatDate } from '../text/format-date.js';
import { h } from './h.js';

const REFRESH_MS = 30_000;
const LOCALE = navigator.language.startsWith('en') ? navigator.language : 'en-US';

/** A date in the user's zone, with a tooltip of the full time. @param seconds Since 1970. */
export function timeElement(seconds: number, format: string, fallback = ''): HTMLElement {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return h('span', {}, fallback);
  return h(
    'time',
    {
      datetime: date.toISOString(),
      tabindex: 0,
      'data-format': format,
      'data-tooltip': inReadersZone(seconds, '{date_long} at {time_secs}'),
    },
    inReadersZone(seconds, format),
  );
}

/** @param seconds Since 1970. */
export function inReadersZone(seconds: number, format: string): string {
  return formatDate(seconds, format, { now: Date.now(), locale: LOCALE });
}

/** Updates relative times (`3 minutes ago`, `today`) while the page is open. */
export function keepTimesFresh(): void {
  setInterval(() => {
    for (const time of document.querySelectorAll<HTMLElement>('time[data-format]')) {
      const seconds = Date.parse(time.getAttribute('datetime') ?? '') / 1000;
      const text = inReadersZone(seconds, time.dataset.format ?? '');
      if (time.textContent !== text) time.textContent = text;
    }
  }, REFRESH_MS);
}
