/** What the server's checks find is said in words for people. */
import { describe, expect, it } from 'vitest'
import { pointerWords, reasonWords } from './reason.rules.ts'

describe('a reason', () => {
  it.each([
    ['must NOT have fewer than 1 characters', 'Fill this in.'],
    ['is missing', 'Fill this in.'],
    ['must NOT have fewer than 10 characters', 'At least 10 characters are needed.'],
    ['must NOT have more than 1 characters', 'At most 1 character.'],
    ['must NOT have fewer than 1 items', 'Choose at least 1 entry.'],
    ['must match pattern "^[^\\s@]+$"', 'This is not in the form that is needed here.'],
    ['must be integer', 'A whole number is needed.'],
  ])('%s reads as %s', (reason, words) => {
    expect(reasonWords(reason)).toBe(words)
  })

  it('stays as the server said it where there is nothing better', () => {
    expect(reasonWords('belongs to another webhook')).toBe('Belongs to another webhook')
  })
})

describe('a pointer', () => {
  it('names the field as people see it', () => {
    expect(pointerWords('/displayName')).toBe('Display name')
    expect(pointerWords('/body/email')).toBe('Email')
    expect(pointerWords('/lines/2/path')).toBe('Lines 3, path')
    expect(pointerWords('')).toBe('')
  })
})
