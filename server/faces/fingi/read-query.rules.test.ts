/** The query of a call. */
import { expect, it } from 'vitest'
import { readQuery, readUserEmail, required } from './read-query.rules.ts'

it('takes each parameter once', () => {
  expect(readQuery('clientId=704215&userEmail=a%40b.example&other=1')).toHaveProperty('values.size', 3)
  expect(readQuery('clientId=1&clientId=1')).toHaveProperty('code', 'invalid_parameter')
})

it('says which one is missing', () => {
  expect(required(new Map([['clientId', '']]), 'clientId')).toMatchObject({ code: 'missing_parameter' })
  expect(required(new Map([['clientId', '7']]), 'clientId')).toBe('7')
})

it('reads a space within an e-mail as the plus that it was', () => {
  expect(readUserEmail(' mira games@player.example ')).toBe('mira+games@player.example')
  expect(readUserEmail('mira@player@example')).toHaveProperty('code', 'invalid_parameter')
  expect(readUserEmail(`${'m'.repeat(250)}@player.example`)).toHaveProperty('code', 'invalid_parameter')
})
