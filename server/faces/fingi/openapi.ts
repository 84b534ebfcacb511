/** Makes the OpenAPI 3.1 document of the face from its own schemas. */
import type { TSchema } from 'typebox'
import { type FaceOperation, faceOperations } from './operations.ts'
import { bodyBytesMax, facePaths } from './wire.ts'
import { ErrorBody, type FaceErrorCode, faceErrors } from './wire-errors.ts'

export const faceDocumentPath = '/api/openapi-fingi.json'

const always = [
  ...(['missing_key', 'invalid_key', 'wrong_client', 'forbidden'] as const),
  ...(['rate_limited', 'internal_error', 'unavailable'] as const),
] as const satisfies readonly FaceErrorCode[]
const ofQuery = ['missing_parameter', 'invalid_parameter'] as const satisfies readonly FaceErrorCode[]
const ofBody = [
  ...(['invalid_parameter', 'invalid_json', 'invalid_body'] as const),
  ...(['body_too_large', 'unsupported_media_type'] as const),
] as const satisfies readonly FaceErrorCode[]
const ofRepeats = [
  'idempotency_key_reused',
  'request_in_progress',
] as const satisfies readonly FaceErrorCode[]

export function faceOpenApi() {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [name, { method, path, answer }] of Object.entries(facePaths)) {
    const operation = faceOperations[name as keyof typeof facePaths]
    paths[path] = { [method.toLowerCase()]: operationOf(name, operation, answer) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Guildhall for games made for FINGI',
      version: '1',
      description:
        'Authorization is `Bearer` and the Api Key of the app. Every GET answers HEAD as well; any other method is 405 `method_not_allowed`.',
    },
    paths,
    components: {
      schemas: { Error: plain(ErrorBody) },
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
    },
  }
}

function operationOf(name: string, operation: FaceOperation, answer: TSchema) {
  const { summary, query, body } = operation
  return {
    operationId: name,
    summary,
    security: [{ key: [] }],
    parameters: [...parametersOf(query), ...headersOf(operation)],
    ...(body
      ? {
          requestBody: {
            required: true,
            description: `${bodyBytesMax} bytes at most`,
            content: json(plain(body)),
          },
        }
      : {}),
    responses: {
      200: { description: 'Success', content: json(plain(answer)) },
      ...(operation.isTagged ? { 304: { description: 'Nothing has changed since the `ETag`' } } : {}),
      ...errorsOf(operation),
    },
  }
}

function parametersOf(query: TSchema | undefined) {
  const { properties = {}, required = [] } = (query ?? {}) as {
    properties?: Record<string, unknown>
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: 'query', required: required.includes(name), schema: plain(schema) },
  }))
}

function headersOf({ repeats, isTagged }: FaceOperation) {
  const headers = []
  if (repeats)
    headers.push({
      ...{ name: 'Idempotency-Key', in: 'header', required: repeats === 'required' },
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    })
  if (isTagged)
    headers.push({
      ...{ name: 'If-None-Match', in: 'header', required: false },
      schema: { type: 'string', maxLength: 200 },
    })
  return headers
}

function errorsOf({ body, repeats, errors }: FaceOperation) {
  const codes = new Set<FaceErrorCode>([
    ...always,
    ...(body ? ofBody : ofQuery),
    ...(repeats ? ofRepeats : []),
    ...(repeats === 'required' ? (['idempotency_key_required'] as const) : []),
    ...errors,
  ])
  const byStatus = new Map<number, FaceErrorCode[]>()
  for (const code of codes) byStatus.set(faceErrors[code], [...(byStatus.get(faceErrors[code]) ?? []), code])
  return Object.fromEntries(
    [...byStatus].map(([status, found]) => [
      String(status),
      {
        description: found.map((code) => `\`${code}\``).join(', '),
        content: json({
          allOf: [{ $ref: '#/components/schemas/Error' }, { properties: { error: { enum: found } } }],
        }),
      },
    ]),
  )
}

const json = (schema: unknown) => ({ 'application/json': { schema } })

/** TypeBox schemas carry symbols; the document holds plain JSON. */
const plain = (schema: unknown) => JSON.parse(JSON.stringify(schema)) as unknown
