/** The members of an event's payload, read from its JSON Schema for a table that people read. */

export interface SchemaField {
  name: string
  type: string
  note: string | null
}

type Part = Readonly<Record<string, unknown>>

const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function schemaFields(schema: unknown): SchemaField[] {
  if (!isPart(schema) || !isPart(schema.properties)) return []
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : []
  return Object.entries(schema.properties).map(([name, part]) => ({
    name,
    type: required.includes(name) ? typeWords(part) : `${typeWords(part)}, not always there`,
    note: isPart(part) && typeof part.description === 'string' ? part.description : null,
  }))
}

function typeWords(part: unknown): string {
  if (!isPart(part)) return 'any'
  if (part.const !== undefined) return JSON.stringify(part.const)
  if (Array.isArray(part.enum)) return part.enum.map((each) => JSON.stringify(each)).join(' or ')
  if (Array.isArray(part.anyOf)) return [...new Set(part.anyOf.map(typeWords))].join(' or ')
  if (part.type === 'array') return `array of ${typeWords(part.items)}`
  if (part.format === 'uuid') return 'id'
  if (part.format === 'date-time') return 'time'
  return typeof part.type === 'string' ? part.type : 'any'
}
