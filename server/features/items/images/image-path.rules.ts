/** Where a picture lies on this server, and which picture lies at such a path. */

/** `digest`: of what is in it. */
export const imagePath = (communityId: string, digest: Buffer): string =>
  `/api/communities/${communityId}/images/${digest.toString('hex')}`

export const pathIf = (communityId: string, digest: Buffer | null): string | null =>
  digest === null ? null : imagePath(communityId, digest)

const pattern = /^\/api\/communities\/([0-9a-f-]{36})\/images\/([0-9a-f]{64})$/

/** Undefined for every other address. */
export function imageIdOf(path: string): Buffer | undefined {
  const [, , id] = pattern.exec(path) ?? []
  return id === undefined ? undefined : Buffer.from(id, 'hex')
}

/** The community whose picture it is. */
export const communityOfPath = (path: string): string | undefined => pattern.exec(path)?.[1]
