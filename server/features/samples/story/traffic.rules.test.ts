/** The story of the sample is the same each time and lies in the past, whatever the hour it is told at. */
import { expect, it } from 'vitest'
import { storyDays, storyUntil } from './traffic.rules.ts'

const hourMs = 3_600_000
const evening = Date.parse('2026-11-25T19:40:00Z')
const hours = Array.from({ length: 24 }, (_, hour) => evening + hour * hourMs)

it('is the same each time', () => {
  expect(storyUntil(evening)).toEqual(storyUntil(evening))
})

it.each(hours)('told at %i it goes forward, begins days before and ends before now', (now) => {
  const steps = storyUntil(now)
  const times = steps.map(({ at }) => at)
  expect(times).toEqual([...times].sort((one, other) => one - other))
  expect(times.at(0)).toBeGreaterThan(now - storyDays * 24 * hourMs)
  expect(times.at(-1)).toBeLessThan(now)
  expect(steps.length).toBeGreaterThan(250)
  expect(steps.length).toBeLessThan(600)
})

it.each(hours)('told at %i nobody is made to lose XP that they do not have', (now) => {
  const balances = new Map<string, number>()
  for (const step of storyUntil(now)) {
    if (step.kind === 'adjustment' && step.asset === 'xp') {
      const after = (balances.get(step.member) ?? 0) + step.amount
      expect(after).toBeGreaterThanOrEqual(0)
      balances.set(step.member, after)
    }
    const { player, reward } = (step.kind === 'request' ? step.body : {}) as Quest
    if (player && typeof reward?.coins === 'number' && step.kind === 'request' && step.key === 'right')
      balances.set(player.name, (balances.get(player.name) ?? 0) + reward.xp)
  }
})

interface Quest {
  player?: { name: string }
  reward?: { xp: number; coins: unknown }
}
