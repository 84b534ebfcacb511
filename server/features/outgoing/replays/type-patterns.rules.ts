/** The types that an endpoint wants, as patterns of SQL's `like`. */

export const typePatternsOf = (eventTypes: readonly string[]): string[] =>
  eventTypes.map((pattern) =>
    pattern.replace(/[\\%_]/g, (character) => `\\${character}`).replace(/(^|\.)\*$/, '$1%'),
  )
