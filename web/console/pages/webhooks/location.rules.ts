/** Where an incoming webhook takes effect, in the words of the original. */
import type { IncomingWebhook } from '../../../../contracts/incoming.ts'

export type WebhookLocation = IncomingWebhook['location']

const labels: Record<WebhookLocation, string> = { user_fields: 'User Fields' }

export const locationLabel = (location: WebhookLocation) => labels[location]

export const locationOptions = Object.entries(labels).map(([value, label]) => ({ value, label }))
