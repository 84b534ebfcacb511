/** Refuses what an item cannot be, with the place in the request. */
import type { ItemKind, ItemSettings } from '../../../../contracts/items.ts'
import { type Queryable, violatedUnique } from '../../../platform/db/database.ts'
import { Refusal, type RefusedValue, refuse } from '../../../platform/refusal.ts'
import { listLivingAssetRows } from '../../ledger/index.ts'
import { pictureProblem } from '../images/check-picture.ts'
import { isMemberThere } from '../inventory/members.store.ts'
import { webAddressProblem } from '../web-address.rules.ts'
import { attributesProblem } from './items.rules.ts'
import { hasTiers, repeatedKey } from './tiers.rules.ts'

export interface TierInput {
  key: string
  seconds: number
  uri?: string | null | undefined
}

export type SettingsInput = { [Name in keyof ItemSettings]?: ItemSettings[Name] | undefined }

export async function checkSettings(
  db: Queryable,
  communityId: string,
  { imageUrl, attributes, serverAttributes, currencies, royaltyReceiver }: SettingsInput,
): Promise<void> {
  const errors: RefusedValue[] = []
  const say = (pointer: string, reason: string | undefined) => {
    if (reason !== undefined) errors.push({ pointer, reason })
  }
  if (imageUrl) say('/imageUrl', await pictureProblem(db, communityId, imageUrl, { isSquare: false }))
  if (attributes !== undefined) say('/attributes', attributesProblem(attributes))
  if (serverAttributes !== undefined) say('/serverAttributes', attributesProblem(serverAttributes))
  if (currencies) {
    const known = (await listLivingAssetRows(db, communityId)).map(({ code }) => code)
    for (const [index, code] of currencies.entries()) {
      const isFit = code !== 'xp' && known.includes(code)
      say(`/currencies/${index}`, isFit ? undefined : 'is no currency that things are sold for here')
    }
  }
  if (royaltyReceiver?.kind === 'member' && !(await isMemberThere(db, communityId, royaltyReceiver.memberId)))
    say('/royaltyReceiver/memberId', 'is nobody here')
  throwIf(errors)
}

/** `tiers`: as they were sent, or undefined. */
export function checkTiers(kind: ItemKind, tiers: readonly TierInput[] | undefined): void {
  if (tiers && !hasTiers(kind)) refuse('wrong_kind', 'Only time-limited items have tiers.')
  const errors = (tiers ?? []).flatMap(({ uri }, index) => {
    const reason = uri ? webAddressProblem(uri) : undefined
    return reason ? [{ pointer: `/tiers/${index}/uri`, reason }] : []
  })
  const repeated = repeatedKey((tiers ?? []).map(wantedTier))
  if (repeated !== undefined) errors.push({ pointer: '/tiers', reason: `has "${repeated}" twice` })
  throwIf(errors)
}

export const wantedTier = ({ key, seconds, uri }: TierInput) => ({ key, seconds, uri: uri ?? null })

export function throwIf(errors: readonly RefusedValue[]): void {
  if (errors.length > 0) throw new Refusal('validation_failed', { errors })
}

export function refuseTakenUri(error: unknown): never {
  const violated = violatedUnique(error)
  if (violated === 'items_definitions_uri' || violated === 'items_tiers_uri') {
    const pointer = violated === 'items_tiers_uri' ? '/tiers' : '/itemUri'
    throw new Refusal('uri_taken', { errors: [{ pointer, reason: 'is taken' }] })
  }
  throw error
}
