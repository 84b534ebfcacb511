/** Whether an endpoint wants an event: by its exact type, by all types of a noun (`member.*`), or by all (`*`). */

export function matchesType(patterns: readonly string[], type: string): boolean {
  return patterns.some(
    (pattern) =>
      pattern === '*' ||
      pattern === type ||
      (pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1))),
  )
}
