/** What stands at the end of a path through a catalogue: a string, or a function that makes one. */
export type Leaf = string | ((...values: never[]) => unknown);

const isGroup = (node: unknown): node is Readonly<Record<string, unknown>> =>
  typeof node === "object" && node !== null;

/** Everything that a catalogue says, by its path: `code.notice.own-code`. */
export function leavesOf(node: unknown, path: readonly string[] = []): Map<string, Leaf> {
  if (!isGroup(node)) return new Map([[path.join("."), node as Leaf]]);
  return new Map(Object.entries(node).flatMap(([key, inner]) => [...leavesOf(inner, [...path, key])]));
}

/** How another catalogue is built differently from the English one: keys, kinds, numbers of values. */
export function differencesBetween(english: object, translated: object): readonly string[] {
  const [wanted, had] = [leavesOf(english), leavesOf(translated)];
  const missing = [...wanted.keys()].filter((path) => !had.has(path)).map((path) => `${path} is missing`);
  const surplus = [...had.keys()]
    .filter((path) => !wanted.has(path))
    .map((path) => `${path} is not in English`);
  const other = [...wanted].flatMap(([path, leaf]) => {
    const its = had.get(path);
    return its === undefined || (typeof its === typeof leaf && arity(its) === arity(leaf))
      ? []
      : [`${path} takes other values than in English`];
  });
  return [...missing, ...surplus, ...other];
}

const arity = (leaf: Leaf) => (typeof leaf === "string" ? 0 : leaf.length);
