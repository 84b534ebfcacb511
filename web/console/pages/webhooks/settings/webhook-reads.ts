/** The reads that a change of a webhook's settings makes stale. */
export const webhookReads = ['getIncomingWebhook', 'listIncomingWebhooks'] as const
