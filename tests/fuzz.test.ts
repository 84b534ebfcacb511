/**
 * Inputs from and around every contract. Whatever is sent, the server answers soon and as its contract says:
 * every answer is held against it in the harness, and a 5xx fails.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '../contracts/endpoint.ts'
import { type EndpointName, endpoints } from '../contracts/index.ts'
import { brokenBody, fitting, nearlyFitting, oddText } from './world/arbitraries.ts'
import { addressOf, type Credential } from './world/caller.ts'
import { createFixture, type Fixture, inputs, type SampleInput } from './world/inputs.ts'
import { cookieOf, createWorld, password, type World } from './world/world.ts'

/** The same on every run; more or others by hand, with GUILDHALL_FUZZ_RUNS and GUILDHALL_FUZZ_SEED. */
const settings = {
  seed: Number(process.env.GUILDHALL_FUZZ_SEED ?? 20261123),
  numRuns: Number(process.env.GUILDHALL_FUZZ_RUNS ?? 40),
  interruptAfterTimeLimit: 20_000,
}
const answerMsMax = 5_000

let world: World
let fixture: Fixture
let session: Credential
beforeAll(async () => {
  world = await createWorld({ trustProxy: ['127.0.0.1'] })
  fixture = await createFixture(world)
  // Of its own, because one of the calls ends it.
  session = cookieOf(await world.as({}).reply('logIn', { body: { email: 'owner@example.com', password } }))
})
afterAll(() => world?.stop())

const all = endpoints as readonly (Endpoint & { name: EndpointName })[]
const inOrder = [
  ...all.filter(({ name }) => name !== 'logOut'),
  ...all.filter(({ name }) => name === 'logOut'),
]

let callCount = 0
async function send(
  endpoint: Endpoint,
  input: SampleInput & { headers?: Record<string, string>; text?: string },
): Promise<void> {
  // Limits per address stay out of the way: each call comes from another one.
  const from = `10.${Math.floor(++callCount / 62_500)}.${Math.floor(callCount / 250) % 250}.${callCount % 250}`
  const body = input.text ?? (input.body === undefined ? undefined : JSON.stringify(input.body))
  const startedAt = performance.now()
  const reply = await world.fetch(
    endpoint.method,
    addressOf(endpoint, { communityId: world.communityId, ...input.params }, input.query),
    {
      headers: {
        ...session,
        'x-forwarded-for': from,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...input.headers,
      },
      body,
    },
  )
  expect(reply.status).toBeLessThan(500)
  expect(performance.now() - startedAt).toBeLessThan(answerMsMax)
}

describe.each(inOrder)('$name', (endpoint) => {
  let usual: SampleInput
  beforeAll(async () => {
    usual = await inputs[endpoint.name](fixture)
  })
  const part = (schema: unknown) => fc.oneof(fitting(schema), nearlyFitting(schema))

  if (endpoint.body) {
    it('takes bodies from and around its schema', async () => {
      const anyBody = fc.asyncProperty(part(endpoint.body), (body) => send(endpoint, { ...usual, body }))
      await fc.assert(anyBody, settings)
    })
  }

  it('takes bodies that are no JSON, or that it never asked for', async () => {
    if (endpoint.method === 'GET') return
    const anyText = fc.asyncProperty(brokenBody, ({ text, contentType }) =>
      send(endpoint, { ...usual, text, headers: contentType ? { 'content-type': contentType } : {} }),
    )
    await fc.assert(anyText, { ...settings, numRuns: 20 })
  })

  if (endpoint.query) {
    it('takes queries from and around its schema', async () => {
      const anyQuery = fc.asyncProperty(part(endpoint.query), (query) =>
        send(endpoint, { ...usual, query: asQuery(query) }),
      )
      await fc.assert(anyQuery, settings)
    })
  }

  if (endpoint.params) {
    it('takes any address', async () => {
      const names = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
      const anyAddress = fc.asyncProperty(
        fc.constantFrom(...names),
        fc.oneof(fc.uuid({ version: 7 }), fc.string({ unit: 'grapheme' }), oddText(1000)),
        (name, value) => send(endpoint, { ...usual, params: { ...usual.params, [name]: wellFormed(value) } }),
      )
      await fc.assert(anyAddress, { ...settings, numRuns: 15 })
    })
  }

  it('takes any header', async () => {
    const text = fc.string({
      unit: fc
        .integer({ min: 0x20, max: 0xff })
        .filter((code) => code !== 0x7f)
        .map((code) => String.fromCharCode(code)),
      maxLength: 300,
    })
    const anyHeader = fc.asyncProperty(
      fc.constantFrom(
        'if-match',
        'idempotency-key',
        'x-audit-reason',
        'authorization',
        'cookie',
        'accept',
        'user-agent',
        'x-request-id',
        'origin',
        'sec-fetch-site',
        'x-api-key',
        'x-encrypted',
      ),
      fc.oneof(
        text,
        fc.constantFrom(
          '"1"',
          '"999999999999"',
          '*',
          'Bearer',
          'Bearer x',
          'null',
          'guildhall.session_token=x.y',
        ),
      ),
      (name, value) => send(endpoint, { ...usual, headers: { [name]: value.trim() } }),
    )
    await fc.assert(anyHeader, { ...settings, numRuns: 25 })
  })
})

/** Queries are text. */
function asQuery(query: unknown): Record<string, string> {
  if (typeof query !== 'object' || query === null) return { q: wellFormed(String(query).slice(0, 500)) }
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      typeof value === 'string' ? wellFormed(value.slice(0, 500)) : JSON.stringify(value),
    ]),
  )
}

/** Half characters become the replacement character, as in any address. */
const wellFormed = (text: string) => Buffer.from(text, 'utf8').toString('utf8')
