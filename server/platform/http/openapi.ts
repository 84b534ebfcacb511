/** Makes the OpenAPI 3.1 document from the contracts. */
import type { Endpoint } from '../../../contracts/endpoint.ts'
import { commonRefusals, type RefusalCode, refusals } from '../../../contracts/refusals.ts'
import { Problem, SenderProblem } from '../../../contracts/values.ts'

export function openApiOf(endpoints: readonly Endpoint[], tagOf: (endpoint: Endpoint) => string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints) {
    const path = paths[endpoint.path] ?? {}
    path[endpoint.method.toLowerCase()] = operationOf(endpoint, tagOf(endpoint))
    paths[endpoint.path] = path
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Guildhall',
      version: '1',
      description: 'The native API. Keys go as `Authorization: Bearer`; people use the session cookie.',
    },
    paths,
    components: {
      schemas: { Problem: plain(Problem), SenderProblem: plain(SenderProblem) },
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'guildhall.session_token' },
      },
    },
  }
}

function operationOf(endpoint: Endpoint, tag: string) {
  const isOpen = endpoint.access.kind === 'public' || endpoint.access.kind === 'secret_url'
  return {
    operationId: endpoint.name,
    tags: [tag],
    summary: endpoint.summary,
    description: [endpoint.description, accessInWords(endpoint)].filter(Boolean).join('\n\n'),
    security: isOpen ? [] : [{ key: [] }, { session: [] }],
    parameters: [
      ...parametersOf(endpoint.params, 'path'),
      ...parametersOf(endpoint.query, 'query'),
      ...headersOf(endpoint),
    ],
    ...(endpoint.body ? { requestBody: { required: true, content: json(endpoint.body) } } : {}),
    responses: { ...answersOf(endpoint), ...refusalsOf(endpoint) },
  }
}

function accessInWords({ access }: Endpoint): string {
  if (access.kind === 'permission') return `Needs the permission \`${access.permission}\`.`
  if (access.kind === 'endpoint') {
    const link = access.needsRotation
      ? 'a portal link of this endpoint that may rotate'
      : 'a portal link of this endpoint'
    return `Needs the permission \`${access.permission}\`, or ${link}.`
  }
  if (access.kind === 'app') {
    const whose =
      access.permission === null
        ? 'For members of the community and its keys'
        : `Needs the permission \`${access.permission}\``
    const held = access.appPermission === null ? '' : ` that holds \`${access.appPermission}\``
    return `${whose}, or a key of the app${held}.`
  }
  if (access.kind === 'portal_link') return 'For portal links.'
  if (access.kind === 'member') return 'For members of the community and its keys.'
  if (access.kind === 'account') return 'For people who are signed in.'
  if (access.kind === 'installation_owner') return 'For the owner of the installation.'
  if (access.kind === 'secret_url') return 'For whoever knows the address.'
  return 'For anybody.'
}

interface ObjectSchema {
  properties?: Record<string, unknown>
  required?: string[]
}

function parametersOf(schema: unknown, place: 'path' | 'query') {
  const { properties = {}, required = [] } = (schema ?? {}) as ObjectSchema
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: plain(property),
  }))
}

const textHeader = (name: string, maxLength: number, description: string) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string', maxLength },
})

function headersOf({ method, access, revisioned, isRepeatable }: Endpoint) {
  if (method === 'GET' || isRepeatable || access.kind === 'public' || access.kind === 'secret_url') return []
  const key = textHeader(
    'Idempotency-Key',
    255,
    'The same key with the same request answers the same and changes nothing again, for 30 days; after that it is refused.',
  )
  if (!revisioned) return [key]
  return [
    key,
    textHeader('If-Match', 20, 'The `ETag` of what was read; refused when somebody changed it since.'),
  ]
}

function answersOf(endpoint: Endpoint) {
  const answers: Record<string, unknown> = {}
  for (const [status, schema] of Object.entries(endpoint.answers)) {
    answers[status] = { description: 'Success', ...(schema ? { content: contentOf(schema) } : {}) }
  }
  return answers
}

function refusalsOf(endpoint: Endpoint) {
  const byStatus = new Map<number, RefusalCode[]>()
  for (const code of [...commonRefusals, ...endpoint.refusals]) {
    const { status } = refusals[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  const problem =
    endpoint.access.kind === 'secret_url'
      ? { 'application/json': { schema: { $ref: '#/components/schemas/SenderProblem' } } }
      : { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${refusals[code].title}`).join('\n\n'),
        content: problem,
      },
    ]),
  )
}

/** Bytes are told by the media type of their schema. */
function contentOf(schema: object) {
  const mediaType = 'contentMediaType' in schema ? String(schema.contentMediaType) : undefined
  return mediaType === undefined ? json(schema) : { [mediaType]: { schema: plain(schema) } }
}

const json = (schema: unknown) => ({ 'application/json': { schema: plain(schema) } })

/** TypeBox schemas carry symbols; the document holds plain JSON. */
const plain = (schema: unknown) => JSON.parse(JSON.stringify(schema)) as unknown
