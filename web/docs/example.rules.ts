/** Makes a plausible value for a schema, from what its fields are called and what it allows. Pure. */
import { exampleNames, exampleTime, exampleValues, leftOut } from './example-values.rules.ts'
import { isId, isTime, recordValue, variantName, withoutNull } from './fields.rules.ts'
import type { Schema } from './open-api.ts'

export interface Place {
  /** The section of the endpoint, which decides what things are called. */
  tag: string
  /** The name of the field, and of what it stands in. */
  name: string
  parent: string
}

/** The example of a whole body or answer. */
export const exampleOf = (schema: Schema, tag: string): unknown =>
  valueAt(schema, { tag, name: '', parent: '' })

export function valueAt(schema: Schema, place: Place): unknown {
  const known = knownValue(schema, place)
  if (known !== undefined) return known
  const { core } = withoutNull(schema)
  if (core.const !== undefined) return core.const
  if (core.enum) return core.enum[0]
  if (core.anyOf?.[0]) return valueAt(core.anyOf[0], variantPlace(core.anyOf[0], place))
  if (core.items) return listOf(core.items, place)
  if (core.properties) return objectOf(core, place)
  const free = recordValue(core)
  if (free) return { level: valueAt(free, { ...place, name: 'level', parent: place.name }) }
  return scalarOf(core, place)
}

/** The value known by name, when the schema allows it. */
function knownValue(schema: Schema, { tag, name, parent }: Place): unknown {
  const byTag = name === 'name' ? exampleNames[tag] : undefined
  return [exampleValues[`${parent}.${name}`], byTag, exampleValues[name]].find(
    (value) => value !== undefined && fits(schema, value) && (!isTime(schema) || isMoment(value)),
  )
}

/** The same name may be a moment in one place and something else in another. */
const isMoment = (value: unknown) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value)

/** One entry, or one of each shape. */
function listOf(items: Schema, place: Place): unknown[] {
  const { core } = withoutNull(items)
  const shapes = core.anyOf?.every(({ properties }) => properties) ? core.anyOf : [core]
  return shapes.map((shape) => valueAt(shape, variantPlace(shape, place)))
}

/** Inside a variant, fields belong to the variant's name, e.g. `currency.path`; inside a list, to the list's. */
const variantPlace = (shape: Schema, place: Place): Place =>
  shape.properties ? { ...place, name: variantName(shape) ?? place.name } : place

function objectOf({ properties = {}, required = [] }: Schema, { tag, name: parent }: Place): unknown {
  const isLeftOut = (name: string) => {
    const instead = leftOut[name]
    return (
      !required.includes(name) && (instead === 'always' || (instead !== undefined && instead in properties))
    )
  }
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => !isLeftOut(name))
      .map(([name, property]) => [name, valueAt(property, { tag, name, parent })]),
  )
}

function scalarOf(schema: Schema, { name }: Place): unknown {
  if (isId(schema)) return exampleId(name)
  if (isTime(schema)) return exampleTime
  if (schema.type === 'boolean') return !name.startsWith('is') || name === 'isEmailVerified'
  if (schema.type === 'integer' || schema.type === 'number') {
    return schema.default ?? Math.max(schema.minimum ?? 1, Math.min(1, schema.maximum ?? 1))
  }
  if (schema.type === 'string') return textOf(schema, name)
  return null
}

function textOf({ minLength = 0, maxLength = 100 }: Schema, name: string): string {
  if (/(url|link)$/i.test(name)) return 'https://guildhall.example.com/hooks/kq3XrN8wT5vB2mZ7cL4pHs9d'
  if (name === 'memberIds') return [exampleId('memberId'), exampleId('otherId')].join(',')
  return (name || 'text').padEnd(minLength, '.').slice(0, maxLength)
}

/** The same id for the same name everywhere, so that examples belong together. */
export function exampleId(name: string): string {
  const digits = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 16 ** 10, 7)
  return `0199f3a2-7c41-7b8e-9d20-${digits.toString(16).padStart(12, '0')}`
}

/** Whether a schema allows a known value, as far as examples need it. */
function fits(schema: Schema, value: unknown): boolean {
  if (schema.anyOf) return schema.anyOf.some((each) => fits(each, value))
  if (schema.const !== undefined) return schema.const === value
  if (schema.enum) return schema.enum.some((each) => each === value)
  if (schema.type === undefined) return true
  if (typeof value === 'string') {
    const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern = '' } = schema
    const isLong = value.length >= minLength && value.length <= maxLength
    return schema.type === 'string' && !isId(schema) && isLong && new RegExp(pattern, 'u').test(value)
  }
  if (typeof value === 'number') {
    const { minimum = value, maximum = value } = schema
    return /^(integer|number)$/.test(schema.type) && value >= minimum && value <= maximum
  }
  if (value === null) return schema.type === 'null'
  if (Array.isArray(value))
    return schema.type === 'array' && value.every((each) => fits(schema.items ?? {}, each))
  return schema.type === 'object' && schema.properties === undefined
}
