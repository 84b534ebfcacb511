/** Refuses what an app cannot say of itself, with the place in the request. */
import { type Queryable, violatedUnique } from '../../../platform/db/database.ts'
import { Refusal, type RefusedValue } from '../../../platform/refusal.ts'
import { pictureProblem } from '../images/check-picture.ts'
import { webAddressProblem } from '../web-address.rules.ts'

export async function checkAddresses(
  db: Queryable,
  communityId: string,
  { appUrl, imageUrl }: { appUrl?: string | undefined; imageUrl?: string | null | undefined },
): Promise<void> {
  const errors: RefusedValue[] = []
  const say = (pointer: string, reason: string | undefined) => {
    if (reason !== undefined) errors.push({ pointer, reason })
  }
  if (appUrl) say('/appUrl', webAddressProblem(appUrl))
  if (imageUrl) say('/imageUrl', await pictureProblem(db, communityId, imageUrl, { isSquare: true }))
  if (errors.length > 0) throw new Refusal('validation_failed', { errors })
}

export function refuseTakenTitle(error: unknown): never {
  if (violatedUnique(error) === 'items_apps_title') {
    throw new Refusal('title_taken', { errors: [{ pointer: '/title', reason: 'is taken' }] })
  }
  throw error
}
