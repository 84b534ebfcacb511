/** A repeat says of the first request what is true of it. */
import { expect, it } from 'vitest'
import { repeatWords } from './repeat-story.rules.ts'

it.each([
  ['success', 'applied', 'Already applied'],
  ['success', 'nothing_to_do', 'Already received'],
  ['success', 'discarded', 'The first request was discarded'],
  ['failed', null, 'The first request failed'],
  ['pending', null, 'The first request waits'],
  ['pending', 'awaiting_member', 'The first request waits'],
] as const)('a repeat of one that is %s with the outcome %s: %s', (status, outcome, title) => {
  expect(repeatWords({ status, outcome }).title).toBe(title)
})

it('only what was applied is said to be', () => {
  expect(repeatWords({ status: 'failed', outcome: null }).text).toContain('was not applied')
  expect(repeatWords(undefined).text).not.toContain('applied')
})
