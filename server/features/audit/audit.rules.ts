/** Decides what an audit entry says was changed. */

export interface Change {
  before: unknown
  after: unknown
}

/** The named values that differ, each with what it was and what it became. Never hand secrets in here. */
export function changesBetween<Values extends object>(
  before: Values,
  after: Partial<Values>,
): Record<string, Change> {
  const changes: Record<string, Change> = {}
  for (const [name, value] of Object.entries(after)) {
    const was = (before as Record<string, unknown>)[name]
    if (JSON.stringify(was) !== JSON.stringify(value)) changes[name] = { before: was, after: value }
  }
  return changes
}
