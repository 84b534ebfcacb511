/** The reads that a merge makes stale. */
export const mergeReads = ['listMerges', 'getInventory', 'listGamificationLogs'] as const
