/** The first steps of a community and which of them are done, read from what exists. */
import type { IncomingWebhook } from '../../../../contracts/incoming.ts'

interface State {
  webhooks: readonly IncomingWebhook[]
  memberCount: number
  hasLogs: boolean
}

/** Where the step is done. */
export type StepTarget =
  | { place: 'members' | 'new_webhook' | 'logs' }
  | { place: 'webhook'; webhookId: string }

export interface Step {
  title: string
  words: string
  verb: string
  target: StepTarget
  isDone: boolean
}

export function firstStepsOf({ webhooks, memberCount, hasLogs }: State): Step[] {
  const [newest] = webhooks
  const unmapped = webhooks.find(({ mapping }) => mapping === null) ?? newest
  const at = (webhook: IncomingWebhook | undefined): StepTarget =>
    webhook === undefined ? { place: 'new_webhook' } : { place: 'webhook', webhookId: webhook.id }
  return [
    {
      title: 'Add the first member',
      words: 'Somebody whose XP and Coins will change. The e-mail or username is how webhooks find them.',
      verb: 'Add a member',
      target: { place: 'members' },
      isDone: memberCount > 1,
    },
    {
      title: 'Create an incoming webhook',
      words:
        'An address that your game, shop or script calls. Give it the name that shall stand in the logs.',
      verb: 'Create a webhook',
      target: { place: 'new_webhook' },
      isDone: webhooks.length > 0,
    },
    {
      title: 'Send a test request and Catch it',
      words: 'Any JSON will do. The newest request is the sample you map from.',
      verb: 'Send a test',
      target: at(newest),
      isDone: webhooks.some(({ lastReceivedAt }) => lastReceivedAt !== null),
    },
    {
      title: 'Map it: who is it about, and what changes',
      words: 'Click the values of the sample: the member’s e-mail or username, then XP, Coins or a field.',
      verb: 'Map it',
      target: at(unmapped),
      isDone: webhooks.some(({ mapping }) => mapping !== null),
    },
    {
      title: 'See the first change in Gamification Logs',
      words: 'Send the request again: from now on each one is applied, once, and explained.',
      verb: 'Open the logs',
      target: { place: 'logs' },
      isDone: hasLogs,
    },
  ]
}
