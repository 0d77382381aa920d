/** The same list from its item `turn` on, all the way round: who is first in this turn. */
export function fromTurn<T>(list: readonly T[], turn: number): T[] {
  const first = turn % list.length;
  return [...list.slice(first), ...list.slice(0, first)];
}
