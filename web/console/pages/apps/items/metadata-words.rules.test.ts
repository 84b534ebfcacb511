/** How fetching metadata fares, in words. */
import { expect, it } from 'vitest'
import { metadataWords } from './metadata-words.rules.ts'

const said = {
  name: null,
  description: 'Burns.',
  imageUrl: null,
  externalUrl: null,
  animationUrl: null,
  attributes: {},
}
const standing = { state: 'fresh' as const, isWaiting: false, said, reason: null }

it('metadata says its state, and while it is fetched only that', () => {
  const words = (['never', 'fresh', 'stale', 'not_json'] as const).map(
    (state) => metadataWords({ ...standing, state }).word,
  )
  expect(words).toEqual(['Not fetched yet', 'Up to date', 'Stale', 'No metadata'])
  expect(metadataWords({ ...standing, isWaiting: true }).word).toBe('Being fetched')
})

it('a failure says why, and whether something from before is shown', () => {
  const failing = { ...standing, state: 'failing' as const, reason: 'The server answered 404.' }
  expect(metadataWords(failing).sentence).toBe(
    'The server answered 404. What it said before is shown for seven days.',
  )
  expect(metadataWords({ ...failing, said: null }).sentence).toBe(
    'The server answered 404. The fields of the item are used alone.',
  )
})
