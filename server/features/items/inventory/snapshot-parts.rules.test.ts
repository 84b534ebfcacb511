/** How many items of a snapshot stand in each of its parts. */
import { expect, it } from 'vitest'
import { snapshotBytesMax } from '../../../../contracts/inventory.ts'
import { amountMax, emailMax, webAddressMax } from '../../../../contracts/values.ts'
import { partsOf } from './snapshot-parts.rules.ts'

const items = (count: number, fill = '') =>
  Array.from({ length: count }, (_, index) => ({
    itemUri: `https://a.example/${fill}${index}`,
    count: index,
  }))
const sizes = (parts: readonly (readonly unknown[])[]) => parts.map(({ length }) => length)

it('are at most 1,000, and all of them in order', () => {
  expect(partsOf([])).toEqual([])
  expect(sizes(partsOf(items(1)))).toEqual([1])
  expect(sizes(partsOf(items(1000)))).toEqual([1000])
  const parts = partsOf(items(2300))
  expect(sizes(parts)).toEqual([1000, 1000, 300])
  expect(parts.flat()).toEqual(items(2300))
})

it('are fewer when their addresses are long: the largest body that tells a part has at most 256 KiB', () => {
  // Each takes three bytes.
  const long = items(400, '剣'.repeat(webAddressMax - 100)).map((item) => ({ ...item, count: amountMax }))
  const parts = partsOf(long)
  expect(parts.flat()).toEqual(long)
  const bytesOf = (part: typeof long) => {
    const lines = part.map(({ itemUri, count }) => ({ itemUri, tokenCount: count }))
    const told = { userEmail: '剣'.repeat(emailMax), items: lines }
    return Buffer.byteLength(
      JSON.stringify({ clientId: '704215', event: 'TokenAmountChanged', tokenAmountChanged: told }),
    )
  }
  for (const part of parts) expect(bytesOf(part)).toBeLessThanOrEqual(snapshotBytesMax)
  // One more would not fit.
  for (const part of parts.slice(0, -1)) expect(bytesOf(part)).toBeGreaterThan(snapshotBytesMax - 10_000)
})
