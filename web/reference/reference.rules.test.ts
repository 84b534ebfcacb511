/** The reference page says of each operation what the contract says. */
import { describe, expect, it } from 'vitest'
import { byArea, curlSample, matchingOperations, type OpenApi, operationsOf } from './operations.rules.ts'
import { linesOf, typeWords } from './schema.rules.ts'

const document: OpenApi = {
  info: { title: 'Guildhall' },
  paths: {
    '/api/communities/{communityId}/members': {
      post: {
        operationId: 'createMember',
        tags: ['communities'],
        summary: 'Add a member',
        parameters: [{ name: 'communityId', in: 'path', required: true, schema: { type: 'string' } }],
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['username'],
                properties: {
                  username: { type: 'string', minLength: 1, maxLength: 50 },
                  email: { anyOf: [{ type: 'string', maxLength: 254 }, { type: 'null' }] },
                },
              },
            },
          },
        },
        responses: {
          201: { description: 'Success' },
          409: {
            description: '`email_taken`: This e-mail is taken\n\n`username_taken`: This username is taken',
          },
        },
      },
    },
    '/api/setup': {
      get: { operationId: 'getSetup', tags: ['access'], responses: { 200: { description: 'Success' } } },
    },
  },
}
const [createMember, getSetup] = operationsOf(document)

describe('a schema in words', () => {
  it('names types, alternatives and lists', () => {
    expect(typeWords({ anyOf: [{ type: 'string' }, { type: 'null' }] })).toBe('string or null')
    expect(typeWords({ type: 'array', items: { enum: ['add', 'subtract'] } })).toBe(
      'list of "add" | "subtract"',
    )
    expect(typeWords({})).toBe('anything')
  })

  it('shows what is inside objects and lists, indented', () => {
    const lines = linesOf({
      type: 'object',
      properties: {
        data: {
          type: 'array',
          items: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
        },
      },
    })
    expect(lines.map(({ name, depth, isRequired }) => [name, depth, isRequired])).toEqual([
      ['data', 0, false],
      ['id', 1, true],
    ])
  })
})

describe('an operation', () => {
  it('has its parameters, its body with limits, its answers and its refusals', () => {
    expect(
      createMember?.body.map(({ name, type, isRequired, notes }) => [name, type, isRequired, notes]),
    ).toEqual([
      ['username', 'string', true, '1 to 50 characters'],
      ['email', 'string or null', false, 'at most 254 characters'],
    ])
    expect(createMember?.answers.map(({ status }) => status)).toEqual(['201'])
    expect(createMember?.refusals).toEqual([
      { status: '409', code: 'email_taken', title: 'This e-mail is taken' },
      { status: '409', code: 'username_taken', title: 'This username is taken' },
    ])
  })

  it('is found by any words of it, and stands in its area', () => {
    const all = operationsOf(document)
    expect(matchingOperations(all, 'POST member').map(({ name }) => name)).toEqual(['createMember'])
    expect(matchingOperations(all, 'dragon')).toEqual([])
    expect(byArea(all).map(([area]) => area)).toEqual(['communities', 'access'])
  })

  it('comes with a command to start from', () => {
    expect(createMember && curlSample('https://guild.example', createMember)).toContain(
      `-d '{"username":"<string>"}'`,
    )
    expect(getSetup && curlSample('https://guild.example', getSetup)).not.toContain('-d')
  })
})
