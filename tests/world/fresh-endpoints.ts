/** Endpoints, deliveries and portal links made fresh for a call, so that one call never spoils the next. */
import type { World } from './world.ts'

interface InWorld {
  world: World
}

let count = 0

/** Names that end so lead nowhere (RFC 6761). */
export const nowhere = 'https://receiver.invalid/hooks'

/** A community holds so many; of the fresh ones only the latest are still needed. */
const freshEndpointCountMax = 100
const freshEndpointIds: string[] = []

/** One that was asked to prove itself and has not. */
export const freshUnproved = (fixture: InWorld) => freshEndpoint(fixture, { asksOwnership: true })

export async function freshEndpoint(
  { world }: InWorld,
  more: { asksOwnership?: boolean } = {},
): Promise<{ params: { endpointId: string } }> {
  const owner = world.as(world.owner)
  const [oldest] = freshEndpointIds
  if (oldest !== undefined && freshEndpointIds.length >= freshEndpointCountMax) {
    freshEndpointIds.shift()
    await owner.reply('deleteEndpoint', { params: { endpointId: oldest } })
  }
  const body = {
    name: `Receiver of calls ${++count}`,
    url: nowhere,
    eventTypes: ['member.joined'],
    schedule: [],
    ...more,
  }
  const { id: endpointId } = await owner.call('createEndpoint', { body })
  freshEndpointIds.push(endpointId)
  return { params: { endpointId } }
}

/** The credential of a new portal link, of a fresh endpoint unless one is named. */
export async function portalLink(
  world: World,
  endpointId: string | undefined,
  canRotate: boolean,
): Promise<{ authorization: string }> {
  const params = endpointId === undefined ? (await freshEndpoint({ world })).params : { endpointId }
  const body = { name: 'The arena', hours: 24, canRotate }
  const { url } = await world.as(world.owner).call('createPortalLink', { params, body })
  return { authorization: `Bearer ${new URL(url).hash.slice(1)}` }
}

export async function freshDelivery({ world }: InWorld): Promise<{ params: { deliveryId: string } }> {
  const input = await freshEndpoint({ world })
  const { id: deliveryId } = await world.as(world.owner).call('sendTestDelivery', input)
  return { params: { deliveryId } }
}
