/** An address that cannot be one is said so before it is sent. */
import { expect, it } from 'vitest'
import { urlProblem } from './url-problem.rules.ts'

it('a complete address has no problem', () => {
  expect(urlProblem(' https://game.example.com/guildhall ')).toBeUndefined()
})

it('what is empty, of another kind or broken is named', () => {
  expect(urlProblem(' ')).toBe('Give the address that takes the requests.')
  expect(urlProblem('game.example.com')).toBe('It starts with https://.')
  expect(urlProblem('https://')).toBe('This is no complete address.')
})
