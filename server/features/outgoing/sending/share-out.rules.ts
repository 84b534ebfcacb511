/**
 * Who is served next. Endpoints are picked first, those that waited longest before the others, and each gets a few of
 * the free places: an endpoint with 100,000 waiting deliveries, or one that hangs, takes nobody else's turn.
 */

export interface Lane {
  communityId: string
  endpointId: string
  servedAt: Date
  /** Attempts on their way. */
  inFlight: number
  inFlightMax: number
  /** The breaker was open, and one attempt shall tell whether it may close. */
  isProbe: boolean
  /** Nothing has arrived there since it began to fail. */
  isFailing: boolean
  /** Attempts that the throttle allows now; infinite without one. */
  allowed: number
}

export interface Share {
  communityId: string
  endpointId: string
  count: number
  /** Of them at most so many that were tried before. */
  retryCount: number
}

export interface Room {
  /** Free places. */
  free: number
  /** Of them at most so many for what was tried before. */
  freeForRetries: number
  /** Attempts on their way, by community. */
  inFlightByCommunity: ReadonlyMap<string, number>
}

/** Rows of one endpoint in one round. */
const turnMax = 5
/** What is tried again may fill so much of all places, and of a turn; the rest is for first attempts. */
export const retryShare = 0.7
export const communityInFlightMax = 50

export function shareOut(lanes: readonly Lane[], room: Room): Share[] {
  const shares: Share[] = []
  const inFlight = new Map(room.inFlightByCommunity)
  let { free, freeForRetries } = room
  for (const lane of [...lanes].sort(byWait)) {
    const community = inFlight.get(lane.communityId) ?? 0
    const count = Math.max(
      0,
      Math.min(
        free,
        turnMax,
        communityInFlightMax - community,
        placesOf(lane, community) - lane.inFlight,
        Math.floor(lane.allowed),
      ),
    )
    if (count === 0) continue
    // A single place, such as that of a probe, is for whatever waits longest.
    const retryCount = Math.min(freeForRetries, Math.max(1, Math.floor(retryShare * count)))
    shares.push({ communityId: lane.communityId, endpointId: lane.endpointId, count, retryCount })
    inFlight.set(lane.communityId, community + count)
    free -= count
    freeForRetries -= retryCount
  }
  return shares
}

/**
 * One that fails is tried one by one. Beside others an endpoint has an eighth at most of what they leave of the
 * places of the community: so a few that hang cannot fill them, and there are always some left.
 */
function placesOf(lane: Lane, communityInFlight: number): number {
  if (lane.isProbe || lane.isFailing) return 1
  const others = communityInFlight - lane.inFlight
  if (others <= 0) return lane.inFlightMax
  return Math.min(lane.inFlightMax, Math.max(1, Math.floor((communityInFlightMax - others) / 8)))
}

function byWait(one: Lane, other: Lane): number {
  return one.servedAt.getTime() - other.servedAt.getTime() || (one.endpointId < other.endpointId ? -1 : 1)
}

export interface Bucket {
  tokens: number
  tokensAt: Date | null
}

/** Tokens now: `ratePerSecond` more each second, up to twice that, and at least up to one. */
export function refill({ tokens, tokensAt }: Bucket, ratePerSecond: number | null, now: Date): number {
  if (ratePerSecond === null) return Number.POSITIVE_INFINITY
  const burst = Math.max(1, 2 * ratePerSecond)
  if (!tokensAt) return burst
  const seconds = Math.max(0, now.getTime() - tokensAt.getTime()) / 1000
  return Math.min(burst, tokens + seconds * ratePerSecond)
}
