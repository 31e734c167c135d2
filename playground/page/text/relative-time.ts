const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** `-90_000` → `1 minute ago`, `0` → `now`. @param ms Milliseconds from now. */
export function relativeTime(ms: number): string {
  const [unit, size] = UNITS.find(([, size]) => Math.abs(ms) >= size) ?? ['second', 1000];
  return new Intl.RelativeTimeFormat('en', { numeric: unit === 'second' ? 'auto' : 'always' }).format(
    Math.trunc(ms / size),
    unit,
  );
}
