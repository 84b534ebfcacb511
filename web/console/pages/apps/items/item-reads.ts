/** The reads that a change of an item makes stale. */
export const itemReads = ['getItem', 'listItems'] as const
