/**
 * Reads what the address of an item says of it: a JSON object whose known parts are kept as plain text, within bounds.
 * What it holds beside them, or in another form, is passed over.
 */
import {
  attributesBytesMax,
  attributesDepthMax,
  itemDescriptionMax,
  itemNameMax,
} from '../../../../contracts/items.ts'
import { webAddressMax } from '../../../../contracts/values.ts'
import { isDeeperThan } from '../catalog/items.rules.ts'
import { webAddressProblem } from '../web-address.rules.ts'

export interface Metadata {
  name: string | null
  description: string | null
  imageUrl: string | null
  externalUrl: string | null
  animationUrl: string | null
  attributes: Readonly<Record<string, unknown>>
}

export type ReadMetadata =
  | { kind: 'metadata'; metadata: Metadata }
  /** The address works, and says nothing that is understood here. */
  | { kind: 'not_json' }
  | { kind: 'unfit'; reason: string }

export const documentBytesMax = 64 * 1024
const attributeCountMax = 200
const attributeNameMax = 100

export function readMetadata(body: Buffer): ReadMetadata {
  const document = parsed(body.toString('utf8'))
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    return { kind: 'not_json' }
  if (isDeeperThan(document, attributesDepthMax))
    return { kind: 'unfit', reason: `The answer is nested more than ${attributesDepthMax} levels deep.` }
  const { name, description, image, external_url, animation_url, attributes, properties } =
    document as Record<string, unknown>
  return {
    kind: 'metadata',
    metadata: {
      name: textOf(name, itemNameMax),
      description: textOf(description, itemDescriptionMax, { hasLines: true }),
      imageUrl: addressOf(image),
      externalUrl: addressOf(external_url),
      animationUrl: addressOf(animation_url),
      attributes: withinBytes(attributesOf(attributes ?? properties)),
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Cut where it is too long; null where it is no text, or nothing. */
function textOf(value: unknown, lengthMax: number, { hasLines = false } = {}): string | null {
  if (typeof value !== 'string') return null
  const plain = hasLines
    ? value.replaceAll(/\r\n?/g, '\n').replaceAll(/(?![\n\t])[\p{Cc}\p{Cs}]/gu, '')
    : value.replaceAll(/[\p{Cc}\p{Cs}]/gu, '')
  const text = [...plain.trim()].slice(0, lengthMax).join('')
  return text === '' ? null : text
}

function addressOf(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > webAddressMax || /[\s\p{Cc}]/u.test(value)) return null
  return webAddressProblem(value) === undefined ? value : null
}

/** An object as it is, or a list of `{trait_type, value}` as marketplaces write them. */
function attributesOf(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return []
  if (!Array.isArray(value)) return Object.entries(value)
  return value.flatMap((each: unknown): [string, unknown][] => {
    const { trait_type: name, value: said } = (each ?? {}) as { trait_type?: unknown; value?: unknown }
    return typeof name === 'string' && said !== undefined ? [[name, said]] : []
  })
}

/** From the first on, as many as fit. */
function withinBytes(entries: readonly [string, unknown][]): Record<string, unknown> {
  const kept = new Map<string, unknown>()
  let bytes = 2
  for (const [said, value] of entries.slice(0, attributeCountMax)) {
    const name = textOf(said, attributeNameMax)
    if (name === null) continue
    bytes += Buffer.byteLength(JSON.stringify(name)) + Buffer.byteLength(JSON.stringify(value)) + 2
    if (bytes > attributesBytesMax) break
    kept.set(name, value)
  }
  return Object.fromEntries(kept)
}
