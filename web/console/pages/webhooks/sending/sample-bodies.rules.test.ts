/** Proves that sample bodies are about people who are there, and which addresses only this machine reaches. */
import { expect, test } from 'vitest'
import { isReachedOnlyFromHere, sampleBodies } from './sample-bodies.rules.ts'

test('sample bodies name the members they are given', () => {
  const text = JSON.stringify(
    sampleBodies([
      { email: 'ada@example.com', username: 'ada' },
      { email: null, username: 'grace' },
    ]),
  )
  expect(text).toContain('ada@example.com')
  expect(text).toContain('"username":"grace"')
})

test('without members there are still bodies to send', () => {
  expect(sampleBodies([]).map(({ id }) => id)).toEqual(['quest', 'order', 'match'])
})

test.each([
  ['http://localhost:3333/hooks/x', true],
  ['http://127.0.0.1:3333/hooks/x', true],
  ['http://127.1.2.3/hooks/x', true],
  ['http://[::1]:3333/hooks/x', true],
  ['http://guild.localhost/hooks/x', true],
  ['https://guild.example.com/hooks/x', false],
  ['http://192.168.1.10:3333/hooks/x', false],
  ['https://localhost.example.com/hooks/x', false],
])('%s is reached only from here: %s', (url, isOnlyHere) => {
  expect(isReachedOnlyFromHere(url)).toBe(isOnlyHere)
})
