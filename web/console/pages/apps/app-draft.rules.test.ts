/** The form of an app: what it sends, and what it finds wrong before. */
import { describe, expect, it } from 'vitest'
import {
  addressProblem,
  changesOfApp,
  draftOfApp,
  emptyDraft,
  hasProblem,
  infoOfDraft,
  problemsOfApp,
} from './app-draft.rules.ts'

const saved = {
  title: 'Ember Isles',
  imageUrl: null,
  appUrl: 'https://ember-isles.example/',
  description: 'Sail\nand trade',
  isVisible: true,
}

describe('the form of an app', () => {
  it('sends nothing when nothing was changed, and only what was', () => {
    const draft = draftOfApp(saved)
    expect(changesOfApp(draft, saved)).toEqual({})
    expect(changesOfApp({ ...draft, title: ' Ember Isles ' }, saved)).toEqual({})
    expect(changesOfApp({ ...draft, title: 'Ember Seas', isVisible: false }, saved)).toEqual({
      title: 'Ember Seas',
      isVisible: false,
    })
  })

  it('an emptied image address means none', () => {
    const withImage = { ...saved, imageUrl: 'https://ember-isles.example/a.png' }
    expect(changesOfApp({ ...draftOfApp(withImage), imageUrl: '  ' }, withImage)).toEqual({ imageUrl: null })
  })

  it('needs a title and the page of the game, and takes addresses of the web only', () => {
    expect(problemsOfApp(emptyDraft)).toMatchObject({
      title: expect.any(String),
      imageUrl: undefined,
      appUrl: expect.any(String),
    })
    expect(hasProblem(problemsOfApp(draftOfApp(saved)))).toBe(false)
    expect(addressProblem('ftp://game.example')).toBeDefined()
    expect(addressProblem('https://')).toBeDefined()
    expect(addressProblem(' HTTP://game.example ')).toBeUndefined()
  })

  it('leaves line breaks of the description alone', () => {
    expect(infoOfDraft(draftOfApp(saved)).description).toBe('Sail\nand trade')
  })
})
