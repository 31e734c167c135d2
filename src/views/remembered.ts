/** Caches a function by its argument: a page is drawn again and again until it fits one message. */
export function remembered<Thing extends object, Said>(of: (thing: Thing) => Said): (thing: Thing) => Said {
  const known = new WeakMap<Thing, { said: Said }>();
  return (thing) => {
    const before = known.get(thing);
    if (before) return before.said;
    const said = of(thing);
    known.set(thing, { said });
    return said;
  };
}
