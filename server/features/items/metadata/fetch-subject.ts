/**
 * Asks the address of an item what it says of it, and fetches the picture of an item or an app; no database, no
 * transaction. What comes of it is data, and what the address does wrong ends within its bounds.
 */
import { createHash } from 'node:crypto'
import { imageBytesMax } from '../../../../contracts/images.ts'
import { type FetchedDocument, fetchDocument } from '../../../platform/outbound/fetch-document.ts'
import type { Outbound } from '../../../platform/outbound/outbound.ts'
import { imageIdOf } from '../images/image-path.rules.ts'
import type { ServedImage } from '../images/images.store.ts'
import type { ImageMaker } from '../images/make-image.ts'
import type { ClaimedFetch } from './fetches.store.ts'
import { isSameDigest } from './looks.rules.ts'
import { documentBytesMax, type Metadata, readMetadata } from './metadata.rules.ts'

export interface FetchParts {
  outbound: Pick<Outbound, 'send'>
  images: ImageMaker
  /** For all requests of one document together. */
  totalMs: number
}

/** By us: it says nothing about the address. */
interface GivenUp {
  kind: 'given_up'
}

/** What the address of an item answered. */
export type FetchedMetadata =
  | {
      kind: 'metadata'
      metadata: Metadata
      etag: string | null
      lastModified: string | null
      cacheControl: string | null
    }
  | { kind: 'unchanged'; cacheControl: string | null }
  | { kind: 'not_json'; cacheControl: string | null }
  | { kind: 'failing'; reason: string }
  | GivenUp

export type FetchedPicture =
  /** Nothing names one that lies elsewhere. */
  | { kind: 'none' }
  | {
      kind: 'image'
      source: string
      image: ServedImage
      rawDigest: Buffer
      etag: string | null
      lastModified: string | null
    }
  | { kind: 'unchanged'; source: string }
  /** `isFinal`: the picture is not one that is taken, which trying again does not change. */
  | { kind: 'problem'; source: string; problem: string; isFinal: boolean }
  | GivenUp

export interface FetchedSubject {
  /** Of an app there is none. */
  said: Exclude<FetchedMetadata, GivenUp> | null
  picture: Exclude<FetchedPicture, GivenUp>
}

/** Undefined when it was given up, because the server stops or has no connection to spare. */
export async function fetchSubject(
  parts: FetchParts,
  claimed: ClaimedFetch,
  signal?: AbortSignal,
): Promise<FetchedSubject | undefined> {
  const said =
    claimed.item_uri === null ? null : await fetchMetadata(parts, claimed, claimed.item_uri, signal)
  if (said?.kind === 'given_up') return undefined
  const source = claimed.own_image ?? saidImage(said, claimed.metadata)
  const isElsewhere = source !== null && imageIdOf(source) === undefined
  const picture = isElsewhere
    ? await fetchPicture(parts, claimed, source, signal)
    : ({ kind: 'none' } as const)
  return picture.kind === 'given_up' ? undefined : { said, picture }
}

function saidImage(said: FetchedSubject['said'], before: Metadata | null): string | null {
  if (said === null || said.kind === 'not_json') return null
  return (said.kind === 'metadata' ? said.metadata : before)?.imageUrl ?? null
}

async function fetchMetadata(
  { outbound, totalMs }: FetchParts,
  { outcome, etag, last_modified: lastModified }: ClaimedFetch,
  url: string,
  signal: AbortSignal | undefined,
): Promise<FetchedMetadata> {
  const isKnown = outcome !== 'never'
  const document = await fetchDocument(outbound, {
    ...{ url, accept: 'application/json', bytesMax: documentBytesMax, totalMs, signal },
    known: isKnown ? { etag, lastModified } : undefined,
  })
  if (document.kind === 'failed')
    return document.isOurs ? { kind: 'given_up' } : { kind: 'failing', reason: document.reason }
  const { cacheControl } = document
  if (document.kind === 'unchanged') return { kind: 'unchanged', cacheControl }
  const read = readMetadata(document.body)
  if (read.kind === 'unfit') return { kind: 'failing', reason: read.reason }
  if (read.kind === 'not_json') return { kind: 'not_json', cacheControl }
  const { metadata } = read
  return {
    kind: 'metadata',
    metadata,
    etag: document.etag,
    lastModified: document.lastModified,
    cacheControl,
  }
}

async function fetchPicture(
  { outbound, images, totalMs }: FetchParts,
  row: ClaimedFetch,
  source: string,
  signal: AbortSignal | undefined,
): Promise<FetchedPicture> {
  const isHere = row.image_source === source && row.image_digest !== null
  const document = await fetchDocument(outbound, {
    ...{ url: source, accept: 'image/avif, image/webp, image/png, image/jpeg' },
    ...{ bytesMax: imageBytesMax, totalMs, signal },
    known: isHere ? { etag: row.image_etag, lastModified: row.image_last_modified } : undefined,
  })
  if (document.kind === 'unchanged') return { kind: 'unchanged', source }
  if (document.kind === 'failed') {
    if (document.isOurs) return { kind: 'given_up' }
    return { kind: 'problem', source, problem: document.reason, isFinal: false }
  }
  return takePicture(images, row, source, document, isHere)
}

async function takePicture(
  images: ImageMaker,
  row: ClaimedFetch,
  source: string,
  { body, etag, lastModified }: Extract<FetchedDocument, { kind: 'found' }>,
  isHere: boolean,
): Promise<FetchedPicture> {
  const rawDigest = createHash('sha256').update(body).digest()
  if (isHere && isSameDigest(row.image_raw_digest, rawDigest)) return { kind: 'unchanged', source }
  const { image, problem } = await images.make(body, { isSquare: row.kind === 'app' })
  if (image === undefined)
    return { kind: 'problem', source, problem: `The picture ${problem}.`, isFinal: true }
  return { kind: 'image', source, image, rawDigest, etag, lastModified }
}
