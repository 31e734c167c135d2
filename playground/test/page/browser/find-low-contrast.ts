import type { Page } from 'playwright-core';

/**
 * The texts on the page whose contrast to the nearest opaque background is below 4.5:1 (WCAG 2.2, 1.4.3),
 * as `words: ratio`. Emoji bring their own colours and are left out; so are controls that are switched off.
 */
export function findLowContrast(page: Page): Promise<string[]> {
  return page.evaluate(SCRIPT);
}

const SCRIPT = `(() => {
  const channels = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const isOpaque = (colour) => { const [, , , alpha = 1] = channels(colour); return alpha === 1; };
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const backgroundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (isOpaque(backgroundColor)) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  const ratio = (element) => {
    const [a, b] = [luminance(getComputedStyle(element).color), luminance(backgroundOf(element))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const words = walker.currentNode.data.trim();
    if (words === '' || !element.checkVisibility({ visibilityProperty: true }) || element.matches('.emoji, :disabled, option')) continue;
    if (ratio(element) < 4.5) found.push(words.slice(0, 40) + ': ' + ratio(element).toFixed(2));
  }
  return found;
})()`;
