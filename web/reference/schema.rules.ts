/** A JSON schema as lines that people read: name, type in words, limits, and what is inside, indented. */
export interface Schema {
  type?: string | readonly string[]
  description?: string
  enum?: readonly unknown[]
  const?: unknown
  default?: unknown
  anyOf?: readonly Schema[]
  items?: Schema
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
}

export interface SchemaLine {
  key: string
  name: string
  type: string
  isRequired: boolean
  notes: string
  depth: number
}

const depthMax = 6

const isNull = (schema: Schema) => schema.type === 'null'
const isPlain = (schema: Schema) => !schema.properties && !schema.items && !schema.anyOf

export function typeWords(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.anyOf) {
    const words = new Set(schema.anyOf.map(typeWords))
    return [...words].join(' or ')
  }
  if (schema.items) return `list of ${typeWords(schema.items)}`
  if (schema.type === undefined) return 'anything'
  return typeof schema.type === 'string' ? schema.type : schema.type.join(' or ')
}

function range(least: number | undefined, most: number | undefined, unit: string): string {
  if (least !== undefined && least === most) return `${least} ${unit}`
  if (least !== undefined && most !== undefined) return `${least} to ${most} ${unit}`
  if (most !== undefined) return `at most ${most} ${unit}`
  return least === undefined ? '' : `at least ${least} ${unit}`
}

function notesOf(schema: Schema): string {
  const inner = schema.anyOf?.filter((each) => !isNull(each))
  const [only] = inner?.length === 1 ? inner : []
  const subject = only ?? schema
  return [
    schema.description ?? subject.description,
    range(subject.minLength, subject.maxLength, 'characters'),
    range(subject.minimum, subject.maximum, '').trim(),
    range(subject.minItems, subject.maxItems, 'entries'),
    schema.default === undefined ? '' : `${JSON.stringify(schema.default)} when absent`,
  ]
    .filter(Boolean)
    .join('; ')
}

/** What stands inside a schema: the properties of an object, of the elements of a list, of each alternative. */
export function linesOf(schema: Schema, path = '', depth = 0): SchemaLine[] {
  if (depth > depthMax) return []
  if (schema.anyOf) {
    const parts = schema.anyOf.filter((each) => !isNull(each) && !isPlain(each))
    return parts.flatMap((each, index) => linesOf(each, `${path}|${index}`, depth))
  }
  if (schema.items) return linesOf(schema.items, `${path}[]`, depth)
  return Object.entries(schema.properties ?? {}).flatMap(([name, child]) => {
    const key = `${path}/${name}`
    const line: SchemaLine = {
      key,
      name,
      type: typeWords(child),
      isRequired: schema.required?.includes(name) ?? false,
      notes: notesOf(child),
      depth,
    }
    return [line, ...linesOf(child, key, depth + 1)]
  })
}
