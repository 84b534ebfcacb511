/** Whether an endpoint wants an event: by its exact type, by all types of a noun (`member.*`), or by all (`*`). */

/** What the planner asks of each event that endpoints can choose, and a replay of what was missed as well. */
export function wantsEvent(endpoint: { event_types: readonly string[] }, event: { type: string }): boolean {
  return matchesType(endpoint.event_types, event.type)
}

export function matchesType(patterns: readonly string[], type: string): boolean {
  return patterns.some(
    (pattern) =>
      pattern === '*' ||
      pattern === type ||
      (pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1))),
  )
}
