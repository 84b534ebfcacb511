/** What a form says of a picture. */
import { expect, it } from 'vitest'
import { imageProblem } from './app-draft.rules.ts'
import { fileProblem, previewOf, shapeProblem } from './picture-field.rules.ts'

const uploaded = '/api/communities/0199f3a2-7c41-7b8e-9d20-00d2b58a1c44/images/00'

it('an upload is an address of this server, and every other one is of the web', () => {
  expect([uploaded, '', 'https://game.example/a.png'].map(imageProblem)).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect(imageProblem('game.example/a.png')).toBe('It starts with https:// or http://.')
})

it('an upload is shown at once, what lies elsewhere once it was saved and fetched', () => {
  const saved = { imageUrl: 'https://game.example/a.png', picture: uploaded }
  expect(previewOf(uploaded, undefined)).toBe(uploaded)
  expect(previewOf('https://game.example/a.png', saved)).toBe(uploaded)
  expect([previewOf('https://game.example/b.png', saved), previewOf('', undefined)]).toEqual([null, null])
})

it('a file is small enough, and of an app square', () => {
  expect(fileProblem({ size: 2 * 1024 * 1024 })).toBeUndefined()
  expect(fileProblem({ size: 2 * 1024 * 1024 + 1 })).toBe('The picture is larger than 2 MiB.')
  expect(shapeProblem({ width: 400, height: 400 })).toBeUndefined()
  expect(shapeProblem({ width: 400, height: 300 })).toBe(
    'The picture is not square: 400 × 300 px as it would be shown.',
  )
})
