/** What is kept of the document at the address of an item. */
import { describe, expect, it } from 'vitest'
import { readMetadata } from './metadata.rules.ts'

const read = (document: unknown) => readMetadata(Buffer.from(JSON.stringify(document)))
const kept = (document: unknown) => {
  const result = read(document)
  if (result.kind !== 'metadata') throw new Error(result.kind)
  return result.metadata
}

describe('the document of an item', () => {
  it('is kept as far as it is known, as plain text', () => {
    expect(
      kept({
        name: ' Ember\u0000 blade\u001b ',
        description: 'Burns.\r\n<b>Always</b>\u0007',
        image: 'https://cdn.example/blade.png',
        external_url: 'javascript:alert(1)',
        animation_url: 7,
        properties: { rarity: 'epic', power: 12 },
        more: 'of it',
      }),
    ).toEqual({
      name: 'Ember blade',
      description: 'Burns.\n<b>Always</b>',
      imageUrl: 'https://cdn.example/blade.png',
      externalUrl: null,
      animationUrl: null,
      attributes: { rarity: 'epic', power: 12 },
    })
  })

  it('may list its attributes as marketplaces do', () => {
    const attributes = [{ trait_type: 'rarity', value: 'epic' }, { value: 'nameless' }, null, 'odd']
    expect(kept({ attributes, properties: { rarity: 'other' } }).attributes).toEqual({ rarity: 'epic' })
  })

  it('is cut where a part of it is too long', () => {
    const long = kept({
      name: 'n'.repeat(500),
      description: 'd'.repeat(9_000),
      image: `https://a.example/${'i'.repeat(3_000)}`,
    })
    expect([long.name?.length, long.description?.length, long.imageUrl]).toEqual([100, 2_000, null])
  })

  it('keeps 16 KiB of attributes, from the first on', () => {
    const attributes = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`a${index}`, 'x'.repeat(1_000)]),
    )
    const names = Object.keys(kept({ attributes }).attributes)
    expect(names).toEqual(Array.from({ length: 16 }, (_, index) => `a${index}`))
  })

  it.each(['<html>', '', '[1]', '"text"', 'null', '{"name":'])(
    '%s says nothing that is understood',
    (text) => {
      expect(readMetadata(Buffer.from(text))).toEqual({ kind: 'not_json' })
    },
  )

  it('nested more than 16 levels deep is not taken, however deep', () => {
    const nested = (levels: number) => `{"attributes":${'['.repeat(levels)}${']'.repeat(levels)}}`
    const kindAt = (levels: number) => readMetadata(Buffer.from(nested(levels))).kind
    expect([15, 16, 30_000].map(kindAt)).toEqual(['metadata', 'unfit', 'unfit'])
  })
})
