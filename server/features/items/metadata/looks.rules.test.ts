/** What members see of an item: whose word counts, and what is a change. */
import { describe, expect, it } from 'vitest'
import { imagePath } from '../images/image-path.rules.ts'
import { changedLooks, looksOf } from './looks.rules.ts'

const none = { description: '', imageUrl: null, attributes: {} }
const said = {
  ...{ name: 'Blade', description: 'Burns.', imageUrl: 'https://cdn.example/a.png', externalUrl: null },
  ...{ animationUrl: null, attributes: { rarity: 'epic', power: 12 } },
}
const digest = Buffer.alloc(32, 7)
const fetched = { source: said.imageUrl, digest }

describe('what members see', () => {
  it('is what the address says, where the catalog says nothing', () => {
    expect(looksOf(none, said, fetched)).toMatchObject({
      shown: { description: 'Burns.', attributes: { rarity: 'epic', power: 12 } },
      imageDigest: digest,
    })
    expect(looksOf(none, null, { source: null, digest: null })).toMatchObject({
      shown: { description: '', attributes: {} },
      imageDigest: null,
    })
  })

  it('is what the catalog says, where it says something: attributes one by one', () => {
    const own = { ...none, description: 'Cold.', attributes: { rarity: 'common' } }
    expect(looksOf(own, said, fetched).shown).toEqual({
      description: 'Cold.',
      attributes: { rarity: 'common', power: 12 },
    })
  })

  it('has the picture of its source only, and one that was uploaded at once', () => {
    const other = { ...none, imageUrl: 'https://cdn.example/b.png' }
    expect(looksOf(other, said, fetched).imageDigest).toBeNull()
    const uploaded = Buffer.alloc(32, 9)
    const own = { ...none, imageUrl: imagePath('0199f3a2-7c41-7b8e-9d20-00d2b58a1c44', uploaded) }
    expect(looksOf(own, said, fetched).imageDigest).toEqual(uploaded)
  })

  it('tells which parts of it are others', () => {
    const at = (looks: ReturnType<typeof looksOf>, name = 'Blade') => ({
      ...{
        name,
        shown: looks.shown,
        image_digest: looks.imageDigest,
        attributes_digest: looks.attributesDigest,
      },
    })
    const before = at(looksOf(none, said, fetched))
    expect(changedLooks(before, before)).toEqual([])
    const after = at(
      looksOf({ ...none, description: 'Cold.', attributes: { power: 1 } }, said, {
        source: null,
        digest: null,
      }),
      'Axe',
    )
    expect(changedLooks(before, after)).toEqual(['name', 'description', 'image', 'attributes'])
  })
})
