/** The pages of webhooks, at three widths and in both themes, with webhooks in every state. */
import { describe } from 'vitest'
import { inConsole, makeLookAt } from './support/look-at-pages.ts'

const lookAt = makeLookAt()
const at = (id: string, rest = '') => `/webhooks/${id}${rest}`

describe('the pages of webhooks', () => {
  lookAt(
    ({ world }) => world.owner,
    inConsole([
      ['Webhooks', 'webhooks', '/webhooks'],
      ['Create incoming webhook', 'webhook new', '/webhooks/new'],
      ['Tournament bot', 'webhook mapped', ({ webhooks }) => at(webhooks.mapped)],
      ['Tournament bot', 'webhook versions', ({ webhooks }) => at(webhooks.mapped, '?panel=versions')],
      ['Forum badges', 'webhook unmapped', ({ webhooks }) => at(webhooks.unmapped)],
      [
        'Quest rewards',
        'webhook failed sample',
        ({ webhooks, receipts }) => at(webhooks.secured, `?sample=${receipts.failed}`),
      ],
      ['Old launcher', 'webhook paused', ({ webhooks }) => at(webhooks.paused)],
      [
        'Early supporters',
        'webhook awaiting',
        ({ webhooks, receipts }) => at(webhooks.awaiting, `?sample=${receipts.awaiting}`),
      ],
      ['Quest rewards', 'webhook settings', ({ webhooks }) => at(webhooks.secured, '?tab=settings')],
    ]),
  )
})
