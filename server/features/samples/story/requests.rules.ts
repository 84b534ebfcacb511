/** The requests that the game, the shop and the others of the sample send, with the mistakes that senders make. */
import { cast, type WebhookKey } from './cast.rules.ts'
import type { Draws } from './draws.rules.ts'

export interface SampleRequest {
  webhook: WebhookKey
  body: unknown
  /** Other than usual. */
  key?: 'wrong'
}

const quests = ['The drowned bell', 'Ashes of the mill', 'A lantern for Marrow', 'The ninth stair']
const maps = ['Hollow Keep', 'Glass Harbor', 'Red Terrace']
const items = [
  { item: 'Lantern', price: 15 },
  { item: 'Travel cloak', price: 40 },
  { item: 'Silver banner', price: 75 },
  { item: 'Griffin saddle', price: 900 },
]

/** Quiet at night, busy in the evening: requests an hour, by the hour of the day in UTC. */
const rhythm = [1, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3, 3, 4, 4, 4, 3, 2, 1]

export function requestsOfHour(draws: Draws, hour: number, hourOfDay: number): SampleRequest[] {
  const count = (rhythm[hourOfDay] ?? 1) + draws.below(2)
  return Array.from({ length: count }, () => requestAt(draws, hour))
}

function requestAt(draws: Draws, hour: number): SampleRequest {
  const share = draws.below(100)
  if (share < 52) return quest(draws)
  if (share < 74) return match(draws)
  if (share < 93) return purchase(draws)
  if (share < 97) return hour > 120 ? { webhook: 'checkIn', body: checkIn(draws) } : quest(draws)
  if (hour > 150) return { webhook: 'launcher', body: questOf(draws.oneOf(cast).username, 8, 10, 2) }
  return { ...quest(draws), key: 'wrong' }
}

function quest(draws: Draws): SampleRequest {
  const name = draws.percent(5) ? `guest_${draws.below(9000) + 1000}` : draws.oneOf(cast).username
  const coins = draws.percent(3) ? 'a dozen' : (draws.below(12) + 1) * 5
  return {
    webhook: 'quests',
    body: questOf(name, 5 + draws.below(40), (draws.below(20) + 4) * 5, coins, draws),
  }
}

export const questOf = (name: string, level: number, xp: number, coins: unknown, draws?: Draws) => ({
  event: 'quest.completed',
  quest: { title: draws ? draws.oneOf(quests) : quests[0] },
  player: { name, level },
  reward: { xp, coins },
})

function match(draws: Draws): SampleRequest {
  const first = draws.below(cast.length)
  const players = [0, 1, 2].map((index) => ({
    email: cast[(first + index * 3) % cast.length]?.email,
    xp: 30 + draws.below(50),
  }))
  return {
    webhook: 'matches',
    body: { match: { map: draws.oneOf(maps), minutes: 8 + draws.below(20) }, players },
  }
}

function purchase(draws: Draws): SampleRequest {
  const order = draws.percent(8) ? (items[3] ?? {}) : draws.oneOf(items.slice(0, 3))
  return { webhook: 'shop', body: { order, buyer: draws.oneOf(cast).email } }
}

const checkIn = (draws: Draws) => ({
  event: 'checked_in',
  guest: draws.oneOf(cast).email,
  place: 'Town hall',
})
