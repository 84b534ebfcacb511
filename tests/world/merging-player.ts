/** A player of a merging game, with units of its item, and what a test asks of their merges. */
import type { Caller } from './caller.ts'
import type { AnswerBody } from './contract-types.ts'
import { granted } from './item-inputs.ts'
import { type MergingGame, startMergingGame } from './merging-game.ts'
import type { World } from './world.ts'

export interface MergingPlayer {
  game: MergingGame
  memberId: string
  email: string
  caller: Caller
  /** Asks to move so many; answers the id of the merge. */
  request: (quantity?: number) => Promise<string>
  read: (mergeId: string) => Promise<AnswerBody<'getMerge'>>
  stateOf: (mergeId: string) => Promise<string>
  /** "8 of 20": available and owned. */
  units: () => Promise<string>
}

let count = 0

export async function startMergingPlayer(world: World, settings: object = {}): Promise<MergingPlayer> {
  const owner = world.as(world.owner)
  const game = await startMergingGame(world, settings)
  const { memberId, email, credential } = await world.staff(`Mira${++count}`, [])
  const caller = world.as(credential)
  const body = granted(game.itemId, memberId, 20)
  await owner.call('postUnits', { params: { appId: game.appId }, body })
  const read = (mergeId: string) => owner.call('getMerge', { params: { mergeId } })
  return {
    ...{ game, memberId, email, caller, read },
    async request(quantity = 12) {
      const { itemId } = game
      return (await caller.call('requestMerge', { params: { itemId }, body: { quantity } })).id
    },
    stateOf: async (mergeId) => (await read(mergeId)).state,
    async units() {
      const { data } = await owner.call('getInventory', { params: { memberId } })
      const found = data.find((each) => each.itemId === game.itemId)
      return `${found?.available ?? 0} of ${found?.owned ?? 0}`
    },
  }
}
