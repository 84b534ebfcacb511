/** Before anybody is told that there is not enough, what is over is given back; a crowd shares the rounds of that. */
import { expect, it } from 'vitest'
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
  let rounds = 0
  const withReturned = returningExpired([
    async () => {
      rounds += 1
      await new Promise((resolve) => setTimeout(resolve, 20))
      return 0
    },
  ])
  const first = withReturned(tooLittle, keyless)
  await new Promise((resolve) => setTimeout(resolve, 10))
  const crowd = Array.from({ length: 200 }, () => withReturned(tooLittle, keyless))
  const answers = await Promise.allSettled([first, ...crowd])
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['rejected']))
  expect(rounds).toBe(2)
})
