/** The test player of an app: made once, found by an address that reaches nobody, and never a member. */
import type { Context } from '../../context.ts'
import type { Transaction } from '../../platform/db/database.ts'
import { invariant } from '../../platform/invariant.ts'
import { reservedDomain } from './reserved-email.rules.ts'
import { findTestPlayer, insertTestPlayer, type TestPlayerRow } from './test-players.store.ts'

export async function ensureTestPlayer(
  tx: Transaction,
  { ids }: Pick<Context, 'ids'>,
  app: { communityId: string; appId: string; clientId: string },
): Promise<{ player: TestPlayerRow; isNew: boolean }> {
  const email = `test-${app.clientId}@${reservedDomain}`
  const made = await insertTestPlayer(tx, { ...app, id: ids.next(), email, emailKey: email })
  const player = made ?? (await findTestPlayer(tx, app))
  invariant(player, 'a test player that was made is there')
  return { player, isNew: made !== undefined }
}
