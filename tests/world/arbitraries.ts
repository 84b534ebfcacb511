/** Makes inputs from and around the schemas of the contracts: what they allow, and what is just outside. */
import fc, { type Arbitrary } from 'fast-check'

interface Schema {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  patternProperties?: Record<string, Schema>
  items?: Schema
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: string
  minimum?: number
  maximum?: number
}

const textMax = 60
const listMax = 4

/** Values that the schema takes. */
export function fitting(schema: unknown): Arbitrary<unknown> {
  const { enum: choices, const: constant, anyOf, type, ...rest } = schema as Schema
  if (choices) return fc.constantFrom(...choices)
  if (constant !== undefined) return fc.constant(constant)
  if (anyOf) return fc.oneof(...anyOf.map(fitting))
  if (type === 'object') return objectOf(rest)
  if (type === 'array') return listOf(rest)
  if (type === 'string') return textOf(rest)
  if (type === 'integer') return fc.integer({ min: bound(rest.minimum, -1), max: bound(rest.maximum, 1) })
  if (type === 'number') return fc.double({ noNaN: true, noDefaultInfinity: true })
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  return fc.jsonValue({ maxDepth: 3 })
}

const bound = (limit: number | undefined, sign: number) =>
  Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, limit ?? sign * 1000))

function objectOf({ properties = {}, required = [] }: Schema): Arbitrary<unknown> {
  const parts = Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, fitting(part)]))
  return fc.record(parts, { requiredKeys: required, noNullPrototype: true })
}

function listOf({ items = {}, minItems = 0, maxItems = listMax, uniqueItems }: Schema): Arbitrary<unknown> {
  const length = { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, listMax)) }
  return uniqueItems ? fc.uniqueArray(fitting(items), length) : fc.array(fitting(items), length)
}

function textOf({ minLength = 0, maxLength = textMax, pattern, format }: Schema): Arbitrary<string> {
  if (format === 'date-time') {
    const between = { min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }
    return fc.date(between).map((date) => date.toISOString())
  }
  const shape = pattern === undefined ? undefined : new RegExp(pattern)
  const fits = (text: string) =>
    text.length >= minLength && text.length <= maxLength && (shape === undefined || shape.test(text))
  const odd = oddTexts(maxLength).filter(fits)
  const usual = shape
    ? fc.stringMatching(new RegExp(longEnough(shape.source, minLength))).filter(fits)
    : fc
        .string({ unit: 'grapheme', minLength, maxLength: Math.max(minLength, Math.min(maxLength, textMax)) })
        .filter(fits)
  return odd.length > 0 ? fc.oneof({ weight: 3, arbitrary: usual }, fc.constantFrom(...odd)) : usual
}

/** A pattern of any length yields short texts; one that must be long says how long, or hardly any would fit. */
function longEnough(source: string, minLength: number): string {
  return minLength > 1
    ? source.replace(/(?<=^\^\[[^\]]+\])[+*]\$$/, `{${minLength},${minLength + textMax}}$`)
    : source
}

/** Text that programs stumble over: NUL, half characters, other directions, and as long as may be. */
function oddTexts(maxLength: number): string[] {
  const length = Math.min(maxLength, 5000)
  return [
    'a\u0000b',
    '\ud800',
    'x\udfff@example.com',
    '\u202eabc',
    '\u00e9\u0065\u0301',
    "'; drop table events; --",
    '%00%ff%_\\',
    '$.a[?(@.b==1)]',
    '{{constructor}}',
    'é'.repeat(length),
    '😀'.repeat(Math.floor(length / 2)),
    'x'.repeat(length),
    `${'x'.repeat(Math.max(1, length - 12))}@example.com`,
  ]
}

export const oddText = (maxLength: number): Arbitrary<string> => fc.constantFrom(...oddTexts(maxLength))

const wrongValue: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    2 ** 53,
    -(2 ** 53),
    1e308,
    '',
    ' ',
    [],
    {},
    [[]],
    '0',
    'null',
  ),
  oddText(5000),
  fc.string(),
  fc.jsonValue({ maxDepth: 3 }),
)

/** Values that are close to what the schema takes: one place of them is missing, added or wrong. */
export function nearlyFitting(schema: unknown): Arbitrary<unknown> {
  return fc
    .tuple(fitting(schema), fc.nat(), fc.constantFrom('replace', 'remove', 'add'), wrongValue, fc.string())
    .map(([value, place, change, wrong, key]) => {
      const copy: unknown = structuredClone(value)
      const places = placesIn(copy)
      const at = places[place % Math.max(1, places.length)]
      if (!at) return wrong
      const { holder, name } = at
      if (change === 'remove') delete holder[name]
      else if (change === 'add') holder[key === '__proto__' ? 'proto' : key] = wrong
      else holder[name] = wrong
      return copy
    })
}

interface Place {
  holder: Record<string, unknown>
  name: string
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Record<string, unknown>
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...placesIn(holder[name])])
}

/** Bodies that are no JSON, or labelled as something else. */
export const brokenBody: Arbitrary<{ text: string; contentType: string }> = fc.record({
  text: fc.oneof(
    fc.constantFrom(
      '',
      '{',
      '[]',
      'null',
      '"text"',
      '{"a":1',
      '{"a":}',
      'NaN',
      '\ufeff{}',
      '{"__proto__":{"a":1}}',
      '{"constructor":{"prototype":{}}}',
      `${'['.repeat(5000)}${']'.repeat(5000)}`,
    ),
    fc.string(),
  ),
  contentType: fc.constantFrom(
    'application/json',
    'application/json; charset=utf-16',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'nonsense',
    '',
  ),
})
