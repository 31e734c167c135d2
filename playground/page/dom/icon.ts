const SVG = 'http://www.w3.org/2000/svg';

/** On a 20 × 20 grid with a 1.6 stroke. */
const PATHS = {
  activity: 'M2 10h4l2.5-6 4 12 2.3-6H18',
  back: 'M12 4l-6 6 6 6',
  chat: 'M3 4h14v10H9l-4 3v-3H3z',
  check: 'M4 10.5l4 4 8-9',
  chevron: 'M5 7.5l5 5 5-5',
  close: 'M5 5l10 10M15 5L5 15',
  copy: 'M7 7h9v9H7zM4 13V4h9',
  eye: 'M1.5 10S4.5 4.5 10 4.5 18.5 10 18.5 10 15.5 15.5 10 15.5 1.5 10 1.5 10zM10 7.6a2.4 2.4 0 100 4.8 2.4 2.4 0 000-4.8z',
  file: 'M5 2.5h6.5L15.5 6.5v11H5zM11 2.5V7h4.5M7.5 10.5h5.5M7.5 13.5h5.5',
  hash: 'M8 3L6.5 17M13.5 3L12 17M3.5 7.5H17M3 12.5h13.5',
  lock: 'M5 9h10v8H5zM7 9V6.5a3 3 0 016 0V9',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  moon: 'M16 12.5A7 7 0 117.5 4 5.6 5.6 0 0016 12.5z',
  panel: 'M3 4h14v12H3zM12.5 4v12',
  send: 'M3 4l14 6-14 6 2.5-6zM5.5 10H11',
  shared: 'M7 4a6 6 0 100 12M13 4a6 6 0 110 12M7 10h6',
  sliders: 'M3 6h8M15 6h2M13 4v4M3 14h2M9 14h8M7 12v4',
  sun: 'M10 6.5a3.5 3.5 0 100 7 3.5 3.5 0 000-7zM10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6L16 16M16 4l-1.4 1.4M5.4 14.6L4 16',
} as const;

export type IconName = keyof typeof PATHS;

/** Decorative, so hidden from screen readers. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
