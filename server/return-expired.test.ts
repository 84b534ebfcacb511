/** Before anybody is told that there is not enough, what is over is given back; a crowd shares the rounds of that. */
import { expect, it } from 'vitest'
import { Refusal } from './platform/refusal.ts'
import { returningExpired } from './return-expired.ts'

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
  expect(await withReturned(work)).toBe('done')
  await expect(withReturned(tooLittle)).rejects.toMatchObject({ code: 'insufficient_balance' })
  const banned = async () => {
    throw new Refusal('forbidden')
  }
  await expect(withReturned(banned)).rejects.toMatchObject({ code: 'forbidden' })
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
  const first = withReturned(tooLittle)
  await new Promise((resolve) => setTimeout(resolve, 10))
  const crowd = Array.from({ length: 200 }, () => withReturned(tooLittle))
  const answers = await Promise.allSettled([first, ...crowd])
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['rejected']))
  expect(rounds).toBe(2)
})
