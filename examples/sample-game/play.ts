/** What players do. Each answers what their page shows afterwards; bad input is answered with what is wrong. */
import { randomInt, randomUUID } from 'node:crypto'
import { dig } from './dig.ts'
import { bagOf, type Player } from './facts.ts'
import { gameItems, uriOf } from './items.ts'
import { readInventory, type Settling } from './settle.ts'
import { hasTorch } from './view.ts'

export class BadInput extends Error {}

const emailPattern = /^[^\s@]{1,64}@[^\s@]{1,189}$/
const nameCharsMax = 40

export async function join(settling: Settling, input: Record<string, unknown>): Promise<string> {
  const email = String(input.email ?? '')
    .trim()
    .toLowerCase()
  const name = String(input.name ?? '').trim()
  if (!emailPattern.test(email)) throw new BadInput('Give the e-mail that you have in the community.')
  if (name === '' || name.length > nameCharsMax) throw new BadInput('Give a name of 1 to 40 characters.')
  await settling.journal.record({ type: 'joined', email, name })
  await readInventory(settling, email)
  return email
}

export async function digOnce({ journal }: Settling, player: Player) {
  const find = dig((below) => randomInt(below), hasTorch(player, Date.now()))
  const { item, count } = find
  if (item) await journal.record({ type: 'dug', email: player.email, item, count })
  return find
}

/** The units leave the mine at once; `settle` has them issued. */
export async function bring({ journal }: Settling, { email }: Player, input: Record<string, unknown>) {
  const item = gameItems.find(({ key }) => key === input.item)
  const count = Number(input.count)
  if (item?.kind !== 'mergeable') throw new BadInput('Choose what to bring to Guildhall.')
  if (!Number.isSafeInteger(count) || count < 1) throw new BadInput('Bring at least one.')
  if (bagOf(journal.state, email, item.key) < count) throw new BadInput('You do not have so many.')
  await journal.record({ type: 'push_started', pushId: randomUUID(), email, item: item.key, count })
}

/** Asks whether Guildhall counts as we do what it tells us of: permanent items. */
export async function compare({ journal, guildhall, gameOrigin }: Settling, { email }: Player) {
  const held = journal.state.players.get(email)?.held ?? {}
  const items = gameItems
    .filter(({ kind }) => kind === 'permanent')
    .map(({ key }) => ({ itemUri: uriOf(gameOrigin, key), count: held[key]?.count ?? 0 }))
  return { differences: await guildhall.compareItems(email, items) }
}
