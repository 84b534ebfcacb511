/** Before anybody is told that there is not enough, what is over is given back; a crowd shares the rounds of that. */
import { expect, it, vi } from 'vitest'
import { Refusal } from './platform/refusal.ts'
import { returningExpired } from './return-expired.ts'

const keyless = { isKeyed: false }
const tooLittle = async () => {
  throw new Refusal('insufficient_balance')
}

it('what a sweep gave back is tried once more, and nothing else is', async () => {
  const given = [1, 0]
  let tries = 0
  const withReturned = returningExpired([async () => given.shift() ?? 0])
  const work = async () => {
    tries += 1
    return tries === 1 ? tooLittle() : 'done'
  }
  expect(await withReturned(work, keyless)).toBe('done')
  await expect(withReturned(tooLittle, keyless)).rejects.toMatchObject({ code: 'insufficient_balance' })
  const banned = async () => {
    throw new Refusal('forbidden')
  }
  await expect(withReturned(banned, keyless)).rejects.toMatchObject({ code: 'forbidden' })
})

it('under a key the last try is made in any case, and told that its refusal stands', async () => {
  const withReturned = returningExpired([async () => 0])
  const tries: unknown[] = []
  const work = async (retryFor: unknown) => {
    tries.push(retryFor)
    return tooLittle()
  }
  await expect(withReturned(work, { isKeyed: true })).rejects.toMatchObject({ code: 'insufficient_balance' })
  expect(tries).toEqual(['insufficient_balance', null])
})

it('of a crowd that has too little, each is told after a round that began after it came', async () => {
  const begun: (() => void)[] = []
  const withReturned = returningExpired([() => new Promise((resolve) => begun.push(() => resolve(0)))])
  const told = () => withReturned(tooLittle, keyless).catch((error: Refusal) => error.code)
  const first = told()
  await vi.waitFor(() => expect(begun).toHaveLength(1))
  const crowd = Array.from({ length: 200 }, told)
  begun[0]?.()
  await vi.waitFor(() => expect(begun).toHaveLength(2))
  begun[1]?.()
  expect(new Set(await Promise.all([first, ...crowd]))).toEqual(new Set(['insufficient_balance']))
  expect(begun).toHaveLength(2)
})
