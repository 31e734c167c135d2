type Value = string | number | boolean | null | undefined | ((event: Event) => unknown);
export type Child = Node | string | null | undefined | false;

/**
 * Creates an element; the page has no other way. A function attribute is a listener (`onclick`), `true` an empty
 * attribute; `false`, null and undefined are dropped. Strings become text nodes, never markup.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, Value> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(
    ...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false),
  );
  return element;
}
