/** What counts as busy senders. */
import { expect, it } from 'vitest'
import { createTraffic } from './traffic.ts'

function startTraffic() {
  let ms = 0
  const traffic = createTraffic(() => ms)
  const pass = (more: number) => {
    ms += more
  }
  return { traffic, pass }
}

it('senders are busy with a hundred requests a second, and not with fewer', () => {
  const { traffic } = startTraffic()
  traffic.note(99)
  expect(traffic.isBusy()).toBe(false)
  traffic.note(1)
  expect(traffic.isBusy()).toBe(true)
})

it('they stay so from one second to the next, and no longer than they send', () => {
  const { traffic, pass } = startTraffic()
  traffic.note(500)
  pass(1_100)
  expect(traffic.isBusy()).toBe(true)
  pass(1_000)
  expect(traffic.isBusy()).toBe(false)
})

it('one burst long ago says nothing', () => {
  const { traffic, pass } = startTraffic()
  traffic.note(500)
  pass(60_000)
  expect(traffic.isBusy()).toBe(false)
})
