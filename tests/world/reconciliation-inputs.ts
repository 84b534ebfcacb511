/** Inputs of reconciliations: each of an app of its own. */
import { approvedApp } from './app-inputs.ts'
import type { World } from './world.ts'

interface InWorld {
  world: World
  memberId: string
}

const belief = (memberId: string) => ({
  members: [{ member: memberId, items: [{ itemUri: 'https://items.game.example/none', count: 1 }] }],
})

export const reconciliationInputs = {
  reconcile: async (fixture: InWorld) => ({
    params: (await approvedApp(fixture)).params,
    body: belief(fixture.memberId),
  }),
  listReconciliations: async (fixture: InWorld) => ({ params: (await approvedApp(fixture)).params }),
  getReconciliation: async (fixture: InWorld) => {
    const { params } = await approvedApp(fixture)
    const owner = fixture.world.as(fixture.world.owner)
    const { id } = await owner.call('reconcile', { params, body: belief(fixture.memberId) })
    return { params: { ...params, reconciliationId: id } }
  },
}
