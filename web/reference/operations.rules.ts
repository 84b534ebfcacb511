/** The operations of an OpenAPI document, flat and in the document's order, with their refusals as data. */
import { linesOf, type Schema, type SchemaLine, typeWords } from './schema.rules.ts'

interface Content {
  content?: Readonly<Record<string, { schema?: Schema }>>
}

export interface OpenApi {
  info: { title: string; description?: string }
  paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>
}

interface OpenApiOperation {
  operationId: string
  tags?: readonly string[]
  summary?: string
  description?: string
  parameters?: readonly { name: string; in: string; required?: boolean; schema?: Schema }[]
  requestBody?: Content
  responses: Readonly<Record<string, Content & { description: string }>>
}

export interface Refusal {
  status: string
  code: string
  title: string
}

export interface Operation {
  name: string
  method: string
  path: string
  area: string
  summary: string
  description: string
  parameters: SchemaLine[]
  body: SchemaLine[]
  answers: { status: string; lines: SchemaLine[] }[]
  refusals: Refusal[]
}

const schemaIn = (part: Content | undefined): Schema => Object.values(part?.content ?? {})[0]?.schema ?? {}

const refusalPattern = /`([a-z_]+)`: (.+)/g

function operationOf(path: string, method: string, operation: OpenApiOperation): Operation {
  const responses = Object.entries(operation.responses)
  return {
    name: operation.operationId,
    method: method.toUpperCase(),
    path,
    area: operation.tags?.[0] ?? 'other',
    summary: operation.summary ?? operation.operationId,
    description: operation.description ?? '',
    parameters: (operation.parameters ?? []).map(({ name, in: place, required, schema = {} }) => ({
      key: `${place} ${name}`,
      name,
      type: typeWords(schema),
      isRequired: required ?? false,
      notes: [place === 'path' ? '' : `in the ${place}`, schema.description ?? ''].filter(Boolean).join('; '),
      depth: 0,
    })),
    body: linesOf(schemaIn(operation.requestBody)),
    answers: responses
      .filter(([status]) => status < '400')
      .map(([status, response]) => ({ status, lines: linesOf(schemaIn(response)) })),
    refusals: responses
      .filter(([status]) => status >= '400')
      .flatMap(([status, { description }]) =>
        [...description.matchAll(refusalPattern)].map(([, code = '', title = '']) => ({
          status,
          code,
          title,
        })),
      ),
  }
}

export function operationsOf(document: OpenApi): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationOf(path, method, operation)),
  )
}

export function matchingOperations(operations: readonly Operation[], search: string): Operation[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return operations.filter(({ name, method, path, summary, area }) => {
    const text = `${name} ${method} ${path} ${summary} ${area}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** Operations by area, in the order in which the areas first appear. */
export function byArea(operations: readonly Operation[]): [area: string, operations: Operation[]][] {
  const areas = new Map<string, Operation[]>()
  for (const operation of operations) {
    areas.set(operation.area, [...(areas.get(operation.area) ?? []), operation])
  }
  return [...areas]
}

const shellQuoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** A command to start from: parameters stand in braces, the body is left to the reader. */
export function curlSample(origin: string, { method, path, body }: Operation): string {
  const lines = [`curl${method === 'GET' ? '' : ` -X ${method}`} ${shellQuoted(origin + path)}`]
  lines.push(`-H "Authorization: Bearer $GUILDHALL_API_KEY"`)
  const required = body.filter(({ isRequired, depth }) => isRequired && depth === 0)
  if (body.length > 0) {
    const sample = Object.fromEntries(required.map(({ name, type }) => [name, `<${type}>`]))
    lines.push(`-H 'Content-Type: application/json'`, `-d ${shellQuoted(JSON.stringify(sample))}`)
  }
  return lines.join(' \\\n  ')
}
