/** The reads that a gift makes stale. */
export const giftReads = ['listGifts', 'getInventory', 'listGamificationLogs'] as const
