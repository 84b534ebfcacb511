/** Who calls the face: the server of a game, by a key of its app. Addresses that guess keys are kept out for a while. */
import type { AccessOffer } from '../../features/access/index.ts'
import type { Actor } from '../../features/actor.ts'
import type { FaceRequest } from '../../platform/http/face-route.ts'
import type { Guessers } from '../../platform/http/guessers.ts'
import { Refusal } from '../../platform/refusal.ts'
import { FaceError } from './face-error.ts'

export const wrongKeys = { perMinute: 10, closedMs: 5 * 60_000 }

export type GameActor = Actor & { app: NonNullable<Actor['app']>; communityId: string }

export async function identifyCaller(
  access: Pick<AccessOffer, 'identify'>,
  guessers: Guessers,
  { headers, ip, id }: FaceRequest,
): Promise<GameActor> {
  refuseGuesser(guessers.closedSeconds(ip))
  if (headers.authorization === undefined) {
    throw new FaceError('missing_key', 'Send the key of the app as Authorization: Bearer <key>.')
  }
  const isKey = /^Bearer [A-Za-z0-9_-]+$/i.test(headers.authorization)
  const actor = isKey ? await identified(access, { headers, ip, id }) : undefined
  if (actor === undefined) {
    refuseGuesser(guessers.countWrong(ip))
    throw new FaceError('invalid_key', 'This is no key of an app, or it has ended.')
  }
  return actor
}

async function identified(
  access: Pick<AccessOffer, 'identify'>,
  request: Parameters<AccessOffer['identify']>[0],
): Promise<GameActor | undefined> {
  const actor = await access.identify(request).catch((error: unknown) => {
    if (error instanceof Refusal) return undefined
    throw error
  })
  const { app, communityId } = actor ?? {}
  return actor && app && communityId ? { ...actor, app, communityId } : undefined
}

function refuseGuesser(closedSeconds: number): void {
  if (closedSeconds === 0) return
  throw new FaceError('rate_limited', `Too many wrong keys. Try again in ${closedSeconds} s.`, {
    headers: { 'retry-after': String(closedSeconds) },
  })
}
