import { relativeTime } from './relative-time.js';

export interface Reader {
  /** Milliseconds since 1970. */
  now: number;
  /** BCP 47; decides between 12 and 24 hours. Words are English. */
  locale: string;
  /** IANA name; the browser's own when absent. */
  timeZone?: string;
}

type Parts = Record<string, string>;

/**
 * Fills Slack's date tokens (`{date_short_pretty} at {time}` …); unknown tokens stay. @param timestamp Seconds since
 * 1970.
 * @see https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function formatDate(timestamp: number, format: string, reader: Reader): string {
  const date = new Date(timestamp * 1000);
  const text = format.replace(/\{(\w+)\}/g, (token, name: string) => fillToken(name, date, reader) ?? token);
  return /^\{\w+_pretty\}/.test(format) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

function fillToken(name: string, date: Date, reader: Reader): string | undefined {
  const part = partsOf(date, reader.timeZone);
  const longDate = `${part.month} ${ordinal(Number(part.day))}`;
  switch (name) {
    case 'date_num':
      return `${part.year}-${part.monthNumber}-${part.dayNumber}`;
    case 'date_slash':
      return `${part.monthNumber}/${part.dayNumber}/${part.year}`;
    case 'date':
    case 'date_pretty':
      return nearDay(name, date, reader) ?? `${longDate}, ${part.year}`;
    case 'date_long':
    case 'date_long_pretty':
      return nearDay(name, date, reader) ?? `${part.weekday}, ${longDate}, ${part.year}`;
    case 'date_long_full':
      return `${part.month} ${part.day}, ${part.year}`;
    case 'date_short':
    case 'date_short_pretty':
      return nearDay(name, date, reader) ?? `${part.monthShort} ${part.day}, ${part.year}`;
    case 'day_divider_pretty':
      return nearDay(name, date, reader) ?? `${part.weekday}, ${longDate}`;
    case 'time':
      return timeOf(date, reader, {});
    case 'time_secs':
      return timeOf(date, reader, { second: '2-digit' });
    case 'ago':
      return relativeTime(date.getTime() - reader.now);
    default:
      return undefined;
  }
}

function partsOf(date: Date, timeZone: string | undefined): Parts {
  const read = (options: Intl.DateTimeFormatOptions) =>
    Object.fromEntries(
      formatterFor('en-US', { timeZone, ...options })
        .formatToParts(date)
        .map(({ type, value }) => [type, value]),
    );
  const long = read({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });
  const digits = read({ month: '2-digit', day: '2-digit' });
  return {
    ...long,
    monthShort: read({ month: 'short' }).month ?? '',
    monthNumber: digits.month ?? '',
    dayNumber: digits.day ?? '',
  };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Cached: making a formatter takes longer than using it a hundred times. */
function formatterFor(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(key, formatter);
  return formatter;
}

/** Only the `_pretty` tokens say `yesterday`, `today` or `tomorrow`. */
function nearDay(token: string, date: Date, { now, timeZone }: Reader): string | undefined {
  if (!token.endsWith('_pretty')) return undefined;
  const days = dayNumber(date, timeZone) - dayNumber(new Date(now), timeZone);
  return { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }[days];
}

/** Calendar days in the user's zone, where a day may have 23 or 25 hours. */
function dayNumber(date: Date, timeZone: string | undefined): number {
  const part = partsOf(date, timeZone);
  return Date.UTC(Number(part.year), Number(part.monthNumber) - 1, Number(part.day)) / 86_400_000;
}

function timeOf(date: Date, { locale, timeZone }: Reader, extra: Intl.DateTimeFormatOptions): string {
  const hour = formatterFor(locale, { hour: 'numeric' }).resolvedOptions().hour12 ? 'numeric' : '2-digit';
  const time = formatterFor(locale, { timeZone, hour, minute: '2-digit', ...extra });
  // Some locales put a narrow no-break space before AM, which fonts may draw as a box.
  return time.format(date).replaceAll('\u202f', ' ');
}

function ordinal(day: number): string {
  const ending = { one: 'st', two: 'nd', few: 'rd' } as Record<string, string>;
  return `${day}${ending[new Intl.PluralRules('en', { type: 'ordinal' }).select(day)] ?? 'th'}`;
}
