/**
 * Makes the children of `parent` exactly `wanted`, moving as little as possible: the rest keeps focus, selection and
 * open menus.
 */
export function reconcile(parent: Element, wanted: Node[]): void {
  const keep = new Set(wanted);
  for (const child of [...parent.childNodes]) if (!keep.has(child)) child.remove();
  wanted.forEach((node, index) => {
    const current = parent.childNodes[index];
    if (current !== node) parent.insertBefore(node, current ?? null);
  });
}
