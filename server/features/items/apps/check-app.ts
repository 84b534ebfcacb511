/** Refuses what an app cannot say of itself, with the place in the request. */
import { violatedUnique } from '../../../platform/db/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { webAddressProblem } from '../web-address.rules.ts'

export function checkAddresses(input: { appUrl?: string | undefined; imageUrl?: string | null | undefined }) {
  const errors = (['appUrl', 'imageUrl'] as const).flatMap((name) => {
    const address = input[name]
    const reason = address ? webAddressProblem(address) : undefined
    return reason ? [{ pointer: `/${name}`, reason }] : []
  })
  if (errors.length > 0) throw new Refusal('validation_failed', { errors })
}

export function refuseTakenTitle(error: unknown): never {
  if (violatedUnique(error) === 'items_apps_title') {
    throw new Refusal('title_taken', { errors: [{ pointer: '/title', reason: 'is taken' }] })
  }
  throw error
}
