/** Proves of refusals that nothing of them stays: all that is kept of the economy is the same before and after. */
import { expect, vi } from 'vitest'
import { type EndpointName, endpoints } from '../../contracts/index.ts'
import type { RefusalCode } from '../../contracts/refusals.ts'
import type { Problem } from '../../contracts/values.ts'
import type { Caller } from './caller.ts'
import type { CallInput } from './contract-types.ts'
import { type EconomyRows, readEconomyRows } from './economy-rows.ts'
import type { World } from './world.ts'

export interface RefusalProof {
  /** Sends it, and expects it to be refused so; answers the facts that a program is told. */
  refuses: <Name extends EndpointName>(
    by: Caller,
    name: Name,
    code: RefusalCode,
    input: CallInput<Name>,
  ) => Promise<Problem['facts']>
  /** What the contracts of some endpoints name and was not proved, as "endpoint code". */
  missing: (names: readonly EndpointName[]) => string[]
}

export function proveRefusals(world: World): RefusalProof {
  const proved = new Set<string>()
  return {
    async refuses(by, name, code, input) {
      const before = await stillRows(world)
      const problem = await by.problem(name, input)
      expect(`${name} ${problem.code}`, problem.detail).toBe(`${name} ${code}`)
      expect(await read(world), `${name} ${code}`).toEqual(before)
      proved.add(`${name} ${code}`)
      return problem.facts
    },
    missing: (names) =>
      endpoints
        .filter(({ name }) => names.includes(name))
        .flatMap(({ name, refusals }) => refusals.map((code) => `${name} ${code}`))
        .filter((each) => !proved.has(each)),
  }
}

/** Workers go on with what was done before: only once they rest can a difference be that of a call. */
async function stillRows(world: World): Promise<EconomyRows> {
  let last = await read(world)
  return vi.waitFor(
    async () => {
      const before = last
      last = await read(world)
      expect(last).toEqual(before)
      return last
    },
    { timeout: 20_000, interval: 50 },
  )
}

/** When pictures and metadata are fetched again is decided by whoever fetches them, whatever is called meanwhile. */
async function read({ app }: World): Promise<EconomyRows> {
  const { items_fetches: _, ...rows } = await readEconomyRows(app.ctx.db, { ignoresEmpty: true })
  return rows
}
