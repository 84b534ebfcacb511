/** The reference page tells what the contracts say, and its examples are taken by them. */
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import type { Endpoint } from '../../contracts/endpoint.ts'
import { endpoints } from '../../contracts/index.ts'
import { commonRefusals, refusalCodes, refusals } from '../../contracts/refusals.ts'
import { openApiOf } from '../../server/platform/http/openapi.ts'
import { tagOf } from '../../server/tags.ts'
import { curlFor } from './curl.rules.ts'
import type { OpenApi } from './open-api.ts'
import { type ReferenceEndpoint, referenceOf } from './reference.rules.ts'
import { allRefusals, refusalAdvice } from './refusal-advice.rules.ts'
import { findInReference } from './search.rules.ts'
import { sectionWords } from './section-words.rules.ts'

const contracts: readonly Endpoint[] = endpoints
const reference = referenceOf(openApiOf(contracts, tagOf) as unknown as OpenApi)
const shown = reference.sections.flatMap((section) => section.endpoints)
const ajv = new Ajv({
  strict: false,
  formats: { 'date-time': (text: string) => !Number.isNaN(Date.parse(text)) },
})

function endpointNamed(name: string): ReferenceEndpoint {
  const found = shown.find((each) => each.name === name)
  if (found === undefined) throw new Error(`${name} is not shown`)
  return found
}

describe('the reference', () => {
  it('shows every endpoint of the contracts once, in sections in the order of the features', () => {
    expect(shown.map(({ name }) => name).sort()).toEqual(contracts.map(({ name }) => name).sort())
    expect(reference.sections.map(({ tag }) => tag)).toEqual([...new Set(contracts.map(tagOf))])
  })

  it('has words of its own for every section', () => {
    expect(reference.sections.filter(({ tag }) => sectionWords(tag).sentence === '')).toEqual([])
  })

  it.each(contracts.map((contract) => [contract.name, contract] as const))(
    '%s tells who may call it and how it refuses',
    (name, contract) => {
      const { access, credential, refusals: own, takesRevision } = endpointNamed(name)
      expect(access).not.toBe('')
      const { kind } = contract.access
      const isOpen = kind === 'public' || kind === 'secret_url'
      const isForPeople = kind === 'account' || kind === 'installation_owner'
      expect(credential).toBe(isOpen ? 'none' : isForPeople ? 'session' : 'key')
      const common: readonly string[] = commonRefusals
      expect(own.map(({ code }) => code).sort()).toEqual(
        contract.refusals.filter((code) => !common.includes(code)).sort(),
      )
      expect(takesRevision).toBe(contract.refusals.includes('revision_mismatch'))
    },
  )

  it('knows which refusals every endpoint may give', () => {
    expect(reference.commonRefusals.map(({ code }) => code).sort()).toEqual([...commonRefusals].sort())
  })
})

describe('an example', () => {
  const withBody = contracts.filter(({ body }) => body !== undefined)

  it('exists for each contract with a body', () => {
    expect(withBody.length).toBeGreaterThan(15)
  })

  it.each(withBody.map((contract) => [contract.name, contract] as const))(
    'of %s is taken',
    (name, { body }) => {
      const { example } = endpointNamed(name)
      ajv.validate(body ?? {}, example.body)
      expect(ajv.errors ?? []).toEqual([])
    },
  )

  it.each(contracts.map((contract) => [contract.name, contract] as const))(
    'of what %s answers is as promised',
    (name, { answers }) => {
      for (const { status, example, mediaType } of endpointNamed(name).answers) {
        const schema = answers[status]
        const bytes = (schema as { contentMediaType?: string } | null | undefined)?.contentMediaType
        expect(mediaType).toBe(bytes)
        if (schema === null || schema === undefined || bytes !== undefined) expect(example).toBeUndefined()
        else expect(ajv.validate(schema, example) ? [] : ajv.errors).toEqual([])
      }
    },
  )

  it('says more than the name of its field', () => {
    const empty: string[] = []
    const look = (value: unknown, name: string): void => {
      if (typeof value === 'string' && value.replace(/[.]+$/, '') === name) empty.push(name)
      if (typeof value !== 'object' || value === null) return
      for (const [key, inside] of Object.entries(value)) look(inside, Array.isArray(value) ? name : key)
    }
    for (const { example, answers } of shown) {
      look(example.body, '')
      for (const answer of answers) look(answer.example, '')
    }
    expect(empty).toEqual([])
  })

  it('fills in the address and the query that is required', () => {
    const { address } = endpointNamed('listMemberBalances').example
    expect(address).toMatch(
      /^\/api\/communities\/[0-9a-f-]{36}\/balances\?memberIds=[0-9a-f-]{36},[0-9a-f-]{36}$/,
    )
  })

  it('as cURL shows the credential that the endpoint takes', () => {
    const curl = (name: string) => curlFor('https://guild.example', endpointNamed(name))
    expect(curl('createMember')).toContain('Authorization: Bearer $GUILDHALL_API_KEY')
    expect(curl('getCurrentSession')).toContain('guildhall.session_token=$GUILDHALL_SESSION')
    expect(curl('logIn')).not.toMatch(/Bearer|session_token/)
    expect(curl('revokeApiKey')).toContain("curl -X DELETE 'https://guild.example/api/communities/")
    expect(curl('receiveWebhook')).toContain('ada@example.com')
  })
})

describe('refusals', () => {
  const all = allRefusals(reference.refusals)

  it('are all there in the order of precedence, with the titles and statuses of the contracts', () => {
    const expected = refusalCodes.map((code) => ({ code, ...refusals[code] }))
    expect(all).toEqual([
      ...expected,
      { code: 'internal_error', status: 500, title: 'Something went wrong on our side' },
    ])
  })

  it('each say what to do', () => {
    for (const advice of Object.values(refusalAdvice)) expect(advice).toMatch(/[.]$/)
  })
})

describe('the search', () => {
  const find = (search: string) => findInReference(reference, allRefusals(reference.refusals), search)

  it('finds endpoints by all words of method, path, name, summary and section', () => {
    const names = find('post dry').sections.flatMap((section) => section.endpoints.map(({ name }) => name))
    expect(names).toEqual(['dryRunIncomingWebhook'])
  })

  it('finds refusals by code, words and status', () => {
    expect(find('insufficient').refusals.map(({ code }) => code)).toEqual(['insufficient_balance'])
    expect(find('balance too small').refusals.map(({ code }) => code)).toEqual(['insufficient_balance'])
    expect(find('429').refusals.map(({ code }) => code)).toEqual(['rate_limited', 'too_soon'])
  })

  it('shows all endpoints and no refusals while nothing is typed', () => {
    expect(find(' ').sections).toEqual(reference.sections)
    expect(find(' ').refusals).toEqual([])
  })
})
