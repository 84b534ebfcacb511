/**
 * The connections of all origins: kept for a while after a request, so that the next one need not open its own;
 * few for each origin, so that a slow one does not take them all; and bounded together. Whoever finds none waits,
 * and is served in the order of coming among those who can be.
 */
import type { Socket } from 'node:net'
import { type Connection, canServe, connectionOn } from './connection.ts'
import { AttemptFailed } from './failures.rules.ts'
import { type Attempt, bounded, timed } from './trace.ts'
import type { Target } from './url.rules.ts'

export interface ConnectionLimits {
  socketsMax: number
  socketsPerOriginMax: number
  idleMs: number
}

export interface Connections {
  /** `isFresh`: not one that has served before. */
  take: (attempt: Attempt, target: Target, isFresh: boolean) => Promise<Connection>
  /** Every connection that was taken is given back, however its request ended. */
  giveBack: (connection: Connection) => void
  counts: () => { open: number; idle: number; waiting: number }
  /** Closes those that serve nobody. */
  closeIdle: () => void
}

/** What a waiting attempt gets: a connection that served before, or leave to open one. */
type Grant = Connection | 'open'

interface Waiting {
  origin: string
  grant: (grant: Grant) => void
}

interface Place {
  /** Open or being opened. */
  count: number
  /** The one that served last is at the end, and is taken first. */
  idle: Connection[]
}

export function createConnections(
  { socketsMax, socketsPerOriginMax, idleMs }: ConnectionLimits,
  open: (attempt: Attempt, target: Target) => Promise<Socket>,
): Connections {
  const places = new Map<string, Place>()
  const waiting = new Set<Waiting>()
  let count = 0
  /** Closed to make room, and not gone yet. */
  let closingCount = 0

  async function take(attempt: Attempt, target: Target, isFresh: boolean): Promise<Connection> {
    if (isFresh) closeAll(places.get(target.origin)?.idle ?? [])
    const grant =
      grantNow(target.origin) ?? (await timed(attempt, 'wait', 'waitMs', () => wait(attempt, target)))
    return grant === 'open' ? openNew(attempt, target) : grant
  }

  /** Counts what it grants, so that no two attempts get the same. */
  function grantNow(origin: string): Grant | undefined {
    const place = placeOf(origin)
    for (let last = place.idle.pop(); last; last = place.idle.pop()) {
      if (canServe(last)) return last
      last.socket.destroy()
    }
    if (place.count < socketsPerOriginMax && count < socketsMax) {
      place.count += 1
      count += 1
      return 'open'
    }
    if (place.count === 0) places.delete(origin)
    return undefined
  }

  function wait({ stop }: Attempt, { origin }: Target): Promise<Grant> {
    return bounded(stop, undefined, (settle) => {
      const one: Waiting = { origin, grant: settle }
      waiting.add(one)
      makeRoom()
      return () => waiting.delete(one)
    })
  }

  function serveWaiting(): void {
    for (const one of waiting) {
      const grant = grantNow(one.origin)
      if (!grant) continue
      waiting.delete(one)
      one.grant(grant)
    }
  }

  async function openNew(attempt: Attempt, target: Target): Promise<Connection> {
    const { origin } = target
    try {
      const socket = await open(attempt, target)
      // The place is free again when the socket has really gone.
      socket.once('close', () => leave(origin))
      if (socket.destroyed) throw new AttemptFailed('reset', 'The receiver closed the connection at once.')
      return connectionOn(socket, { origin, remoteAddress: attempt.trace.remoteAddress, idleMs })
    } catch (error) {
      leave(origin)
      throw error
    }
  }

  function leave(origin: string): void {
    count -= 1
    const place = placeOf(origin)
    place.count -= 1
    place.idle = place.idle.filter(({ socket }) => !socket.destroyed)
    if (place.count === 0) places.delete(origin)
    serveWaiting()
  }

  function giveBack(connection: Connection): void {
    if (!canServe(connection)) return void connection.socket.destroy()
    placeOf(connection.origin).idle.push(connection)
    if (waiting.size === 0) return
    serveWaiting()
    makeRoom()
  }

  /** Closes idle connections of other origins for those who wait only because all together are too many. */
  function makeRoom(): void {
    if (count < socketsMax) return
    const mayOpen = (origin: string) => (places.get(origin)?.count ?? 0) < socketsPerOriginMax
    const wanted = [...waiting].filter(({ origin }) => mayOpen(origin)).length - closingCount
    for (const { socket } of takeIdle(Math.max(0, wanted))) {
      closingCount += 1
      socket.once('close', () => {
        closingCount -= 1
      })
      socket.destroy()
    }
  }

  function takeIdle(wanted: number): Connection[] {
    const taken: Connection[] = []
    for (const { idle } of places.values()) taken.push(...idle.splice(0, wanted - taken.length))
    return taken
  }

  function placeOf(origin: string): Place {
    const known = places.get(origin)
    if (known) return known
    const place: Place = { count: 0, idle: [] }
    places.set(origin, place)
    return place
  }

  const idleOnes = () => [...places.values()].flatMap(({ idle }) => idle)
  return {
    take,
    giveBack,
    counts: () => ({ open: count, idle: idleOnes().length, waiting: waiting.size }),
    closeIdle: () => closeAll(idleOnes()),
  }
}

function closeAll(connections: readonly Connection[]): void {
  for (const { socket } of connections) socket.destroy()
}
