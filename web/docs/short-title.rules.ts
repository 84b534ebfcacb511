/** The first clause of a summary: enough to find an endpoint in a narrow list. Pure. */
export const shortTitle = (summary: string): string =>
  summary.split(/;| \(|, (?:e\.g\.|newest|and )/)[0] ?? summary
