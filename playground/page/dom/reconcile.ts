/**
 * Makes the children of `parent` exactly `wanted`, in order, moving as little as possible:
 * what stays keeps its focus, its selection and its open menus.
 */
export function reconcile(parent: Element, wanted: Node[]): void {
  const keep = new Set(wanted);
  for (const child of [...parent.childNodes]) if (!keep.has(child)) child.remove();
  wanted.forEach((node, index) => {
    const current = parent.childNodes[index];
    if (current !== node) parent.insertBefore(node, current ?? null);
  });
}
