/** Says loudly that the program is wrong. A broken invariant is a bug, never an answer to a caller. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`)
}
