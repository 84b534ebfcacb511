/** Inputs of listeners: each with something to fetch. */
import { freshEndpoint } from './fresh-endpoints.ts'
import type { Fixture } from './inputs.ts'
import type { World } from './world.ts'

const forwardTo = 'http://localhost:4000/hooks'
let count = 0
const nextName = () => `Listener of calls ${++count}`

export const listenerInputs = {
  createListener: () => ({ body: { name: nextName(), forwardTo, eventTypes: ['member.*'] } }),
  awaitDeliveries: freshListener,
  claimDeliveries: freshListener,
  reportAttempts: async (fixture: Fixture) => {
    const { params, deliveries } = await freshClaim(fixture)
    return { params, body: { attempts: deliveries.map(({ deliveryId }) => acceptedAttempt(deliveryId)) } }
  },
  sendExampleDelivery: async (fixture: Fixture) => ({
    ...(await freshEndpoint(fixture)),
    body: { type: 'member.joined' },
  }),
}

interface InWorld {
  world: World
}

async function freshListener({ world }: InWorld): Promise<{ params: { endpointId: string } }> {
  const owner = world.as(world.owner)
  const body = { name: nextName(), forwardTo, eventTypes: ['member.joined'] }
  const { id: endpointId } = await owner.call('createListener', { body })
  await owner.call('sendTestDelivery', { params: { endpointId } })
  return { params: { endpointId } }
}

async function freshClaim({ world }: InWorld) {
  const { params } = await freshListener({ world })
  const { id: claimId, data } = await world.as(world.owner).call('claimDeliveries', { params })
  return { params: { ...params, claimId }, deliveries: data }
}

/** That of a receiver which took it. */
export const acceptedAttempt = (deliveryId: string) => ({
  deliveryId,
  requestHeaders: [['content-type', 'application/json'] as [string, string]],
  failure: null,
  response: { status: 204, headers: [], body: '', isCut: false },
  wasWritten: true,
  phases: { dnsMs: null, connectMs: 0.4, tlsMs: null, firstByteMs: 2.1, totalMs: 2.6 },
})
