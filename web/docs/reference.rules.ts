/** Reads the OpenAPI document into what the reference page shows: sections, endpoints, refusals. Pure. */
import { exampleOf, valueAt } from './example.rules.ts'
import { type FieldRow, rowsOf, rowsOfParameters } from './fields.rules.ts'
import type { OpenApi, Operation, Schema } from './open-api.ts'

/** `session`: only people who are signed in; `key`: they and API keys; `none`: no credential is looked at. */
export type Credential = 'key' | 'session' | 'none'

export interface ReferenceEndpoint {
  name: string
  tag: string
  method: string
  path: string
  summary: string
  notes: string[]
  /** Who may call it, in words. */
  access: string
  credential: Credential
  pathFields: FieldRow[]
  query: FieldRow[]
  body: FieldRow[]
  isPartial: boolean
  answers: Answer[]
  /** What this endpoint adds to the refusals that every endpoint may give. */
  refusals: Refusal[]
  takesRevision: boolean
  example: { address: string; body?: unknown }
}

export interface Answer {
  status: number
  rows: FieldRow[]
  /** Of an answer that is bytes and no JSON. */
  mediaType?: string
  example?: unknown
}

export interface Refusal {
  code: string
  status: number
  title: string
}

export interface Reference {
  sections: { tag: string; endpoints: ReferenceEndpoint[] }[]
  /** What every endpoint may answer. */
  commonRefusals: Refusal[]
  refusals: Refusal[]
}

export function referenceOf(document: OpenApi): Reference {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const refused = operations.map(({ operation }) => refusalsOf(operation))
  const refusals = [...new Map(refused.flat().map((refusal) => [refusal.code, refusal])).values()]
  const commonRefusals = refusals.filter(({ code }) =>
    refused.every((each) => each.some((refusal) => refusal.code === code)),
  )
  const isCommon = new Set(commonRefusals.map(({ code }) => code))
  const sections = new Map<string, ReferenceEndpoint[]>()
  for (const { path, method, operation } of operations) {
    const endpoint = endpointOf(path, method, operation, isCommon)
    sections.set(endpoint.tag, [...(sections.get(endpoint.tag) ?? []), endpoint])
  }
  return {
    sections: [...sections].map(([tag, endpoints]) => ({ tag, endpoints })),
    commonRefusals,
    refusals,
  }
}

function endpointOf(
  path: string,
  method: string,
  operation: Operation,
  isCommon: ReadonlySet<string>,
): ReferenceEndpoint {
  const tag = operation.tags[0] ?? 'other'
  const paragraphs = operation.description.split('\n\n')
  const access = paragraphs.at(-1) ?? ''
  const body = operation.requestBody?.content['application/json']?.schema
  const refusals = refusalsOf(operation)
  return {
    name: operation.operationId,
    tag,
    method,
    path,
    summary: operation.summary,
    notes: paragraphs.slice(0, -1),
    access,
    credential: credentialOf(operation, access),
    pathFields: rowsOfParameters(operation.parameters.filter((each) => each.in === 'path')),
    query: rowsOfParameters(operation.parameters.filter((each) => each.in === 'query')),
    body: body === undefined ? [] : rowsOf(body),
    isPartial: body?.minProperties !== undefined,
    answers: answersOf(operation, tag),
    refusals: refusals.filter(({ code }) => !isCommon.has(code)),
    takesRevision: refusals.some(({ code }) => code === 'revision_mismatch'),
    example: {
      address: exampleAddress(path, operation, tag),
      ...(body === undefined ? {} : { body: exampleOf(body, tag) }),
    },
  }
}

function credentialOf({ security }: Operation, access: string): Credential {
  if (security.length === 0) return 'none'
  return access === 'For people who are signed in.' || access === 'For the owner of the installation.'
    ? 'session'
    : 'key'
}

/** The path with values in it, and the query as far as it is required. */
function exampleAddress(path: string, { parameters }: Operation, tag: string): string {
  const filledIn = (name: string, schema: Schema) => String(valueAt(schema, { tag, name, parent: '' }))
  const filled = parameters
    .filter((each) => each.in === 'path')
    .reduce((address, { name, schema }) => address.replace(`{${name}}`, filledIn(name, schema)), path)
  const query = parameters
    .filter((each) => each.in === 'query' && each.required)
    .map(({ name, schema }) => `${name}=${filledIn(name, schema)}`)
  return query.length === 0 ? filled : `${filled}?${query.join('&')}`
}

function answersOf({ responses }: Operation, tag: string): Answer[] {
  return Object.entries(responses)
    .filter(([status]) => Number(status) < 400)
    .map(([status, { content }]) => {
      const schema = content?.['application/json']?.schema
      const mediaType = schema === undefined ? Object.keys(content ?? {})[0] : undefined
      return {
        status: Number(status),
        ...(mediaType === undefined ? {} : { mediaType }),
        rows: schema === undefined ? [] : rowsOf(schema),
        ...(schema === undefined ? {} : { example: exampleOf(schema, tag) }),
      }
    })
}

/** The document tells refusals in words, a paragraph each: `` `code`: title ``. */
export function refusalsOf({ responses }: Operation): Refusal[] {
  return Object.entries(responses)
    .filter(([status]) => Number(status) >= 400)
    .flatMap(([status, { description }]) =>
      [...description.matchAll(/^`(\w+)`: (.+)$/gm)].map(([, code = '', title = '']) => ({
        code,
        status: Number(status),
        title,
      })),
    )
}
