/** The first steps of a community and which of them are done, read from what exists. */
import type { IncomingWebhook } from '../../../../contracts/incoming.ts'

interface State {
  webhooks: readonly IncomingWebhook[]
  memberCount: number
  hasLogs: boolean
}

export interface Step {
  title: string
  words: string
  verb: string
  to: string
  webhookId: string | null
  isDone: boolean
}

const list = '/console/$community/webhooks'
const one = '/console/$community/webhooks/$webhookId'

export function firstStepsOf({ webhooks, memberCount, hasLogs }: State): Step[] {
  const [newest] = webhooks
  const unmapped = webhooks.find(({ mapping }) => mapping === null) ?? newest
  const toWebhook = (webhook: IncomingWebhook | undefined) =>
    webhook === undefined ? { to: list, webhookId: null } : { to: one, webhookId: webhook.id }
  return [
    {
      title: 'Add the first member',
      words: 'Somebody whose XP and Coins will change. The e-mail or username is how webhooks find them.',
      verb: 'Add a member',
      to: '/console/$community/members',
      webhookId: null,
      isDone: memberCount > 1,
    },
    {
      title: 'Create an incoming webhook',
      words:
        'An address that your game, shop or script calls. Give it the name that shall stand in the logs.',
      verb: 'Create a webhook',
      to: list,
      webhookId: null,
      isDone: webhooks.length > 0,
    },
    {
      title: 'Send a test request and Catch it',
      words: 'Any JSON will do. The newest request is the sample you map from.',
      verb: 'Send a test',
      ...toWebhook(newest),
      isDone: webhooks.some(({ lastReceivedAt }) => lastReceivedAt !== null),
    },
    {
      title: 'Map it: who is it about, and what changes',
      words: 'Click the values of the sample: the member’s e-mail or username, then XP, Coins or a field.',
      verb: 'Map it',
      ...toWebhook(unmapped),
      isDone: webhooks.some(({ mapping }) => mapping !== null),
    },
    {
      title: 'See the first change in Gamification Logs',
      words: 'Send the request again: from now on each one is applied, once, and explained.',
      verb: 'Open the logs',
      to: '/console/$community/settings/gamification-logs',
      webhookId: null,
      isDone: hasLogs,
    },
  ]
}
