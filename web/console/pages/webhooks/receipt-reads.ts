/** The reads that a run of receipts makes stale. */
export const receiptReads = [
  'getReceipt',
  'listReceipts',
  'listIncomingWebhookReceipts',
  'getIncomingWebhook',
  'listIncomingWebhooks',
  'listGamificationLogs',
  'listBalances',
  'listMemberBalances',
] as const
