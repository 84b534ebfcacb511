/** Inputs of the operations of outgoing webhooks: deliveries that failed, and replays of them. */
import { freshEndpoint } from './fresh-endpoints.ts'
import type { Fixture, SampleInput } from './inputs.ts'

const hourAgo = () => new Date(Date.now() - 3_600_000).toISOString()

export const replayInputs = {
  getReplayPreview: () => ({ query: { kind: 'deliveries', from: hourAgo() } }),
  startReplay: replayOfFailed,
  listReplays: () => ({ query: { limit: 5 } }),
  getReplay: freshReplay,
  pauseReplay: freshReplay,
  resumeReplay: freshReplay,
  cancelReplay: freshReplay,
  cancelDelivery: endedDelivery,
  removePayload: endedDelivery,
}

/** One that failed: its endpoint's name leads nowhere, and it is tried once. */
export async function failedDelivery({ world }: Fixture) {
  const { params } = await freshEndpoint({ world })
  const { id: deliveryId } = await world.as(world.owner).call('sendTestDelivery', { params })
  await world.drainDeliveries()
  return { ...params, deliveryId }
}

async function endedDelivery(fixture: Fixture) {
  const { deliveryId } = await failedDelivery(fixture)
  return { params: { deliveryId } }
}

async function replayOfFailed(fixture: Fixture) {
  const { endpointId } = await failedDelivery(fixture)
  return { body: { kind: 'deliveries' as const, endpointId, from: hourAgo(), perSecond: 1 } }
}

/** One that has ended or will soon. */
async function freshReplay(fixture: Fixture): Promise<SampleInput> {
  const { id } = await fixture.world
    .as(fixture.world.owner)
    .call('startReplay', await replayOfFailed(fixture))
  return { params: { replayId: id } }
}
