/**
 * What members see of an item: the catalog's own fields win, and what they leave open is told by its address. Pure.
 */
import { createHash } from 'node:crypto'
import type { Shown, StoredSettings } from '../catalog/item.ts'
import { imageIdOf } from '../images/image-path.rules.ts'
import type { Metadata } from './metadata.rules.ts'

export interface Looks {
  shown: Shown
  imageDigest: Buffer | null
  attributesDigest: Buffer
}

type Own = Pick<StoredSettings, 'description' | 'imageUrl' | 'attributes'>

export interface FetchedImage {
  source: string | null
  digest: Buffer | null
}

export const nothingFetched: FetchedImage = { source: null, digest: null }

/** Where its picture comes from: an address of the web, or one that was uploaded here. */
export const imageSourceOf = (own: Pick<Own, 'imageUrl'>, metadata: Metadata | null): string | null =>
  own.imageUrl ?? metadata?.imageUrl ?? null

export function looksOf(own: Own, metadata: Metadata | null, image: FetchedImage): Looks {
  const attributes = { ...metadata?.attributes, ...own.attributes }
  return {
    shown: {
      description: own.description === '' ? (metadata?.description ?? '') : own.description,
      attributes,
    },
    imageDigest: digestOf(imageSourceOf(own, metadata), image),
    attributesDigest: createHash('sha256').update(JSON.stringify(attributes)).digest(),
  }
}

/** Of the picture of a source, once it is here. */
export function digestOf(source: string | null, fetched: FetchedImage): Buffer | null {
  if (source === null) return null
  return imageIdOf(source) ?? (fetched.source === source ? fetched.digest : null)
}

export const looksParts = ['name', 'description', 'image', 'attributes'] as const
export type LooksPart = (typeof looksParts)[number]

interface Compared {
  name: string
  shown: Shown
  image_digest: Buffer | null
  attributes_digest: Buffer
}

export function changedLooks(before: Compared, after: Compared): LooksPart[] {
  const isSame: Record<LooksPart, boolean> = {
    name: before.name === after.name,
    description: before.shown.description === after.shown.description,
    image: isSameDigest(before.image_digest, after.image_digest),
    attributes: isSameDigest(before.attributes_digest, after.attributes_digest),
  }
  return looksParts.filter((part) => !isSame[part])
}

export const isSameDigest = (one: Buffer | null, other: Buffer | null): boolean =>
  one === null || other === null ? one === other : one.equals(other)
