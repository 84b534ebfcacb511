/** Rounds follow each other while there is work, a hint wakes the loop, and a stop ends it. */
import { expect, test } from 'vitest'
import { startWorkLoop } from './work-loop.ts'

test('works until nothing is left, and takes up again what comes later', async () => {
  let left = 3
  let done = 0
  const loop = startWorkLoop(async () => {
    if (left === 0) return { kind: 'idle' }
    left -= 1
    done += 1
    return { kind: 'worked', restMs: 0 }
  })
  await loop.drain()
  expect(done).toBe(3)
  left = 2
  await loop.drain()
  expect(done).toBe(5)
  await loop.stop()
})

test('what comes during the last round is not slept over', async () => {
  const found: string[] = []
  const loop = startWorkLoop(async () => {
    if (found.push('round') === 1) loop.wake()
    return { kind: 'idle' }
  })
  await loop.drain()
  expect(found.length).toBeGreaterThanOrEqual(2)
  await loop.stop()
})

test('a round that failed is tried again at once when it is woken', async () => {
  let tries = 0
  const loop = startWorkLoop(async () => {
    tries += 1
    return tries === 1 ? { kind: 'failed', restMs: 3_600_000 } : { kind: 'idle' }
  })
  await expect.poll(() => tries).toBe(1)
  await loop.drain()
  expect(tries).toBe(2)
  await loop.stop()
})

test('a stop ends a rest, and settles whoever waits', async () => {
  const loop = startWorkLoop(async () => ({ kind: 'failed', restMs: 3_600_000 }))
  const waiting = loop.drain()
  await loop.stop()
  await waiting
  expect(loop.isStopped()).toBe(true)
})
