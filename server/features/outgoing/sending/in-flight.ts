/** Counts the attempts of this process that are on their way, by endpoint and by community. */

export interface Sent {
  communityId: string
  endpointId: string
  isRetry: boolean
}

export interface InFlight {
  total: () => number
  /** Those that were tried before. */
  retries: () => number
  ofEndpoint: (endpointId: string) => number
  byCommunity: () => ReadonlyMap<string, number>
  /** Communities that have so many. */
  fullCommunities: (max: number) => string[]
  /** What is known of how many an endpoint may have. */
  bound: (endpointId: string, max: number) => void
  /** Endpoints that may have no more for now. */
  fullEndpoints: () => string[]
  begin: (one: Sent) => void
  end: (one: Sent) => void
}

export function createInFlight(): InFlight {
  const endpoints = new Map<string, number>()
  const communities = new Map<string, number>()
  const bounds = new Map<string, number>()
  let total = 0
  let retries = 0

  function add(counts: Map<string, number>, key: string, change: number): void {
    const count = (counts.get(key) ?? 0) + change
    if (count > 0) counts.set(key, count)
    else counts.delete(key)
  }

  return {
    total: () => total,
    retries: () => retries,
    ofEndpoint: (endpointId) => endpoints.get(endpointId) ?? 0,
    byCommunity: () => communities,
    fullCommunities: (max) => [...communities].filter(([, count]) => count >= max).map(([id]) => id),
    bound: (endpointId, max) => void bounds.set(endpointId, max),
    fullEndpoints: () =>
      [...endpoints]
        .filter(([id, count]) => count >= (bounds.get(id) ?? Number.POSITIVE_INFINITY))
        .map(([id]) => id),
    begin({ communityId, endpointId, isRetry }) {
      total += 1
      retries += Number(isRetry)
      add(endpoints, endpointId, 1)
      add(communities, communityId, 1)
    },
    end({ communityId, endpointId, isRetry }) {
      total -= 1
      retries -= Number(isRetry)
      add(endpoints, endpointId, -1)
      add(communities, communityId, -1)
      if (!endpoints.has(endpointId)) bounds.delete(endpointId)
    },
  }
}
