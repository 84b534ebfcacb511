/** What reaches the log of an error: enough to mend it, and nothing of what the error drags along. */
import { expect, test } from 'vitest'
import { describeError } from './log.ts'

test('an error is logged with its message, code, stack and cause', () => {
  const cause = Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' })
  const described = describeError(new TypeError('could not be applied', { cause }))
  expect(described).toMatchObject({
    type: 'TypeError',
    message: 'could not be applied',
    stack: expect.stringContaining('log.test.ts'),
    cause: { message: 'connection refused', code: 'ECONNREFUSED' },
  })
})

test('what an error of the database carries along is left out', () => {
  const error = Object.assign(new Error('duplicate key'), {
    detail: 'Key (email)=(ada@example.com) already exists.',
    client: { secretKey: 4711 },
  })
  expect(JSON.stringify(describeError(error))).not.toMatch(/ada@example\.com|4711/)
})

test('text that stands for an error stays as it is', () => {
  expect(describeError('PostgreSQL died')).toBe('PostgreSQL died')
})
