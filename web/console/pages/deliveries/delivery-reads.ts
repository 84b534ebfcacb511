/** The reads that a replay makes stale. */
export const deliveryReads = [
  'getDelivery',
  'listAttempts',
  'listDeliveries',
  'getEndpoint',
  'listEndpoints',
] as const
