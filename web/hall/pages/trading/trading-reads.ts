/** The reads that a listing or a purchase makes stale. */
export const tradingReads = [
  'getBook',
  'getQuote',
  'getInventory',
  'listMarket',
  'listOrders',
  'listFills',
  'listBalances',
  'listGamificationLogs',
] as const
