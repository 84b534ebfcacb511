/** Turns a schema into rows for people: name, type in words, bounds, description, and the rows inside. Pure. */
import { boundsOf } from './bounds.rules.ts'
import type { Parameter, Schema } from './open-api.ts'

export interface FieldRow {
  name: string
  /** In words, e.g. `list of objects` or `string or null`. */
  type: string
  isRequired: boolean
  bounds: string[]
  /** The only values that are taken, where the set is closed. */
  values: string[]
  description: string
  children: FieldRow[]
  /** The shapes of a union of objects, each by its name. */
  variants: FieldVariant[]
}

export interface FieldVariant {
  name: string
  rows: FieldRow[]
}

/** The rows of an object; anything else has none. */
export function rowsOf(schema: Schema): FieldRow[] {
  const required = schema.required ?? []
  return Object.entries(schema.properties ?? {}).map(([name, property]) =>
    rowOf(name, property, required.includes(name)),
  )
}

export const rowsOfParameters = (parameters: readonly Parameter[]): FieldRow[] =>
  parameters.map(({ name, schema, required }) => rowOf(name, schema, required))

export function rowOf(name: string, schema: Schema, isRequired: boolean): FieldRow {
  const { core, isNullable } = withoutNull(schema)
  const inner = innermost(core)
  const variants = objectVariants(inner)
  return {
    name,
    type: typeWords(core) + (isNullable ? ' or null' : ''),
    isRequired,
    bounds: [...boundsIn(core), ...(core.items ? boundsIn(core.items).map((words) => `each ${words}`) : [])],
    values: (inner.enum ?? (inner.const === undefined ? [] : [inner.const])).map(String),
    description: core === schema ? descriptionOf(core) : (schema.description ?? descriptionOf(core)),
    children: variants.length > 0 ? [] : rowsOf(recordValue(inner) ?? inner),
    variants,
  }
}

export interface Nullable {
  core: Schema
  isNullable: boolean
}

/** A union with null, taken apart: what it is otherwise, and that it may be null. */
export function withoutNull(schema: Schema): Nullable {
  const rest = schema.anyOf?.filter(({ type }) => type !== 'null')
  if (rest === undefined || rest.length === schema.anyOf?.length) return { core: schema, isNullable: false }
  const [only, ...others] = rest
  if (only !== undefined && others.length === 0) return { core: only, isNullable: true }
  return { core: { ...schema, anyOf: rest }, isNullable: true }
}

/** What a list holds, however deep; other schemas hold themselves. */
function innermost(schema: Schema): Schema {
  return schema.items === undefined ? schema : innermost(withoutNull(schema.items).core)
}

/** What an object with free names holds under each of them. */
export const recordValue = (schema: Schema): Schema | undefined =>
  Object.values(schema.patternProperties ?? {})[0] ??
  (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined)

function objectVariants({ anyOf = [] }: Schema): FieldVariant[] {
  if (!anyOf.some(({ properties }) => properties !== undefined)) return []
  return anyOf.map((variant, index) => ({
    name: variantName(variant) ?? `shape ${index + 1}`,
    rows: rowsOf(variant),
  }))
}

/** A variant is called by the constant that tells it from the others, e.g. its `kind`. */
export function variantName({ properties = {} }: Schema): string | undefined {
  const constant = Object.values(properties).find((property) => property.const !== undefined)?.const
  return constant === undefined ? undefined : String(constant)
}

/** The type says all there is to say about ids and times. */
const boundsIn = (schema: Schema): string[] => (isId(schema) || isTime(schema) ? [] : boundsOf(schema))

const descriptionOf = (schema: Schema): string => {
  if (isId(schema) || (isTime(schema) && schema.format === undefined)) return ''
  return schema.description ?? (schema.items ? descriptionOf(schema.items) : '')
}

/** The patterns that all ids of the contracts have; those of members in a path may also be a word. */
const id = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const idPatterns = [`^${id}$`, `^(${id}|me)$`]
export const isId = ({ pattern }: Schema) => pattern !== undefined && idPatterns.includes(pattern)
export const isTime = ({ format, description }: Schema) =>
  format === 'date-time' || (description?.startsWith('RFC 3339') ?? false)

const oneWord = (schema: Schema): string => {
  if (isId(schema)) return 'UUID'
  if (isTime(schema)) return 'time'
  return schema.type ?? 'any JSON'
}

const manyWords: Readonly<Record<string, string>> = { 'any JSON': 'any JSON' }

export function typeWords(schema: Schema): string {
  if (schema.items) {
    const { core } = withoutNull(schema.items)
    if (objectVariants(core).length > 0) return 'list of objects'
    if (core.items || core.anyOf) return `list of ${typeWords(core)}`
    return `list of ${manyWords[oneWord(core)] ?? `${oneWord(core)}s`}`
  }
  if (schema.anyOf) {
    if (objectVariants(schema).length > 0) return 'object'
    return orList([...new Set(schema.anyOf.map(oneWord))])
  }
  if (recordValue(schema)) return 'object with free names'
  return oneWord(schema)
}

const orList = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
