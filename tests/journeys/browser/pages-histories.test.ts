/** Histories and the requests in it, of every status, at three widths and in both themes. */
import { describe } from 'vitest'
import { inConsole, makeLookAt } from './support/look-at-pages.ts'

const lookAt = makeLookAt()
const at = (id: string, rest = '') => `/webhooks/histories/${id}${rest}`
const of = (webhookId: string) => `/webhooks/histories?webhook=${webhookId}`

describe('Histories', () => {
  lookAt(
    ({ world }) => world.owner,
    inConsole([
      ['Histories', 'histories', '/webhooks/histories'],
      ['Histories', 'histories filtered', '/webhooks/histories?status=failed'],
      ['Histories', 'histories waiting', '/webhooks/histories?status=waiting'],
      ['Histories', 'histories of one webhook', ({ webhooks }) => of(webhooks.secured)],
      ['Histories', 'histories repaired', ({ webhooks }) => of(webhooks.repaired)],
      ['Summer campaign', 'receipt undone', ({ receipts }) => at(receipts.undone)],
      ['Tournament bot', 'receipt applied', ({ receipts }) => at(receipts.applied)],
      ['Tournament bot', 'receipt request', ({ receipts }) => at(receipts.applied, '?tab=request')],
      ['Ranked matches', 'receipt effects', ({ receipts }) => at(receipts.many, '?tab=effects')],
      ['Quest rewards', 'receipt failed', ({ receipts }) => at(receipts.failed)],
      ['Quest rewards', 'receipt runs', ({ receipts }) => at(receipts.failed, '?tab=runs')],
      ['Forum badges', 'receipt pending', ({ receipts }) => at(receipts.pending)],
      ['Early supporters', 'receipt awaiting', ({ receipts }) => at(receipts.awaiting)],
      ['Quest rewards', 'receipt repeat', ({ receipts }) => at(receipts.repeat)],
      ['Quest rewards', 'receipt nothing to do', ({ receipts }) => at(receipts.nothing)],
    ]),
  )
})
