/** The OpenAPI document as far as the reference page reads it, and how it is fetched: from this server, once. */
import { queryOptions } from '@tanstack/react-query'
import { type ApiProblem, problemFrom, unreachable } from '../api/problem.ts'

export interface Schema {
  type?: string
  description?: string
  format?: string
  pattern?: string
  enum?: readonly (string | number)[]
  const?: string | number | boolean
  default?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
  minProperties?: number
  items?: Schema
  properties?: Readonly<Record<string, Schema>>
  patternProperties?: Readonly<Record<string, Schema>>
  additionalProperties?: boolean | Schema
  required?: readonly string[]
  anyOf?: readonly Schema[]
  $ref?: string
}

export interface Parameter {
  name: string
  in: 'path' | 'query'
  required: boolean
  schema: Schema
}

type Content = Readonly<Record<string, { schema: Schema }>>

export interface Operation {
  operationId: string
  tags: readonly string[]
  summary: string
  description: string
  security: readonly unknown[]
  parameters: readonly Parameter[]
  requestBody?: { content: Content }
  responses: Readonly<Record<string, { description: string; content?: Content }>>
}

export interface OpenApi {
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  components: { schemas: Readonly<Record<string, Schema>> }
}

export const documentAddress = '/api/openapi.json'

export const documentQuery = queryOptions<OpenApi, ApiProblem>({
  queryKey: ['openapi'],
  queryFn: async ({ signal }) => {
    const request = `GET ${documentAddress}`
    const response = await fetch(documentAddress, { signal }).catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'AbortError') throw error
      throw unreachable(request)
    })
    if (!response.ok) throw await problemFrom(response, request)
    return (await response.json()) as OpenApi
  },
  // It changes only with a new version of the server.
  staleTime: Number.POSITIVE_INFINITY,
})
