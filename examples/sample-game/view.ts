/** What a player's page shows, made from the facts. */
import type { Merge, Player, State } from './facts.ts'
import { type GameItem, gameItems } from './items.ts'

export interface PlayerView {
  name: string
  email: string
  hasLantern: boolean
  /** Unix seconds; null while no torch burns. */
  torchUntil: number | null
  items: (Pick<GameItem, 'key' | 'name' | 'kind' | 'description'> & {
    /** In the mine. */
    inMine: number
    /** In Guildhall, as it last told us. */
    inGuildhall: number
  })[]
  /** What is on its way between the two. */
  moving: string[]
  /** The last moves that came to nothing, and why. */
  refused: string[]
}

const refusedShown = 3

export function viewOf(state: State, player: Player, nowMs: number): PlayerView {
  const torch = player.active.torch
  const isBurning = torch?.isActive === true && torch.until * 1000 > nowMs
  return {
    name: player.name,
    email: player.email,
    hasLantern: (player.held.lantern?.count ?? 0) > 0,
    torchUntil: isBurning ? torch.until : null,
    items: gameItems.map(({ key, name, kind, description }) => ({
      ...{ key, name, kind, description },
      inMine: player.bag[key] ?? 0,
      inGuildhall: player.held[key]?.count ?? 0,
    })),
    moving: [...pushesOf(state, player, 'started').map(wordsOf('to Guildhall')), ...mergesOf(state, player)],
    refused: pushesOf(state, player, 'refused')
      .slice(-refusedShown)
      .map(({ count, item, reason }) => `${count} ${nameOf(item)} came back: ${reason ?? 'refused'}`),
  }
}

export const hasTorch = (player: Player, nowMs: number) =>
  player.active.torch?.isActive === true && player.active.torch.until * 1000 > nowMs

const pushesOf = ({ pushes }: State, { email }: Player, wanted: string) =>
  [...pushes.values()].filter((push) => push.email === email && push.state === wanted)

const mergesOf = ({ merges }: State, { email }: Player) =>
  [...merges.values()]
    .filter((merge) => merge.email === email && merge.state === 'asked')
    .map(wordsOf('into the mine'))

const wordsOf =
  (direction: string) =>
  ({ count, item }: Pick<Merge, 'count' | 'item'>) =>
    `${count} ${nameOf(item)} ${direction}`

const nameOf = (key: string) => gameItems.find((item) => item.key === key)?.name ?? key
