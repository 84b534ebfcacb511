/** Who comes while a batch is on its way joins the next one, and each is answered or refused by itself. */
import { expect, test } from 'vitest'
import { startLane } from './lane.ts'

/** A lane whose batches end when they are let go. */
function heldLane(nameOf?: (item: string) => string) {
  const batches: string[][] = []
  let letGo = () => {}
  const lane = startLane<string, string>({
    batchMax: 3,
    ...(nameOf ? { nameOf } : {}),
    async run(items) {
      batches.push([...items])
      if (batches.length === 1)
        await new Promise<void>((done) => {
          letGo = done
        })
      if (items.includes('faulty')) throw new Error(`${items.length} with a fault`)
      return items.map((item) => `${item} done`)
    },
  })
  return { lane, batches, letGo: () => letGo() }
}

test('one commit serves all who came meanwhile, as many as fit', async () => {
  const { lane, batches, letGo } = heldLane()
  const first = lane.take('a')
  await new Promise(setImmediate)
  const others = ['b', 'c', 'd', 'e'].map(lane.take)
  letGo()
  expect(await Promise.all([first, ...others])).toEqual(['a done', 'b done', 'c done', 'd done', 'e done'])
  expect(batches).toEqual([['a'], ['b', 'c', 'd'], ['e']])
})

test('the fault of one fails nobody else', async () => {
  const { lane, letGo } = heldLane()
  const first = lane.take('a')
  await new Promise(setImmediate)
  const others = ['b', 'faulty', 'c'].map(lane.take)
  letGo()
  await first
  const ends = await Promise.allSettled(others)
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect((ends[1] as PromiseRejectedResult).reason).toEqual(new Error('1 with a fault'))
})

test('those of the same name follow each other', async () => {
  const { lane, batches, letGo } = heldLane((item) => item.slice(0, 1))
  const first = lane.take('x')
  await new Promise(setImmediate)
  const others = ['a1', 'a2', 'b1'].map(lane.take)
  letGo()
  await Promise.all([first, ...others])
  expect(batches.slice(1)).toEqual([['a1', 'b1'], ['a2']])
})

test('a batch holds no more than its size; what is larger goes alone', async () => {
  const batches: string[][] = []
  const lane = startLane<string, string>({
    batchMax: 10,
    size: { max: 4, of: (item) => item.length },
    async run(items) {
      batches.push([...items])
      return items
    },
  })
  await Promise.all(['aa', 'bb', 'c', 'much too large', 'd'].map(lane.take))
  expect(batches).toEqual([['aa', 'bb'], ['c'], ['much too large'], ['d']])
})

test('batches start no sooner than they may after the one before', async () => {
  const starts: number[] = []
  const lane = startLane<string, string>({
    batchMax: 1,
    spacingMs: 20,
    async run(items) {
      starts.push(performance.now())
      return items
    },
  })
  await Promise.all(['a', 'b', 'c'].map(lane.take))
  const gaps = starts.slice(1).map((start, index) => start - (starts[index] as number))
  // Timers count whole milliseconds.
  expect(Math.min(...gaps)).toBeGreaterThan(18)
})
