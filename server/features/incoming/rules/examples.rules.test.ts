/** The example payloads do with their mappings what their documentation promises. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { FieldValue } from '../../../../contracts/fields.ts'
import type { Mapping } from '../../../../contracts/mapping.ts'
import { changeFieldValue } from '../../fields/field-values.rules.ts'
import { checkMapping } from './check-mapping.rules.ts'
import { compileMapping } from './compile-mapping.rules.ts'
import { dedupeKeyIn } from './dedupe-key.rules.ts'
import type { MappedField } from './map-lines.rules.ts'
import { type MappedElement, mapPayload } from './map-payload.rules.ts'
import { parseBody } from './parse-body.rules.ts'
import { joinWarnings } from './warnings.rules.ts'

const folder = new URL('../../../../examples/payloads/', import.meta.url)
const bytesOf = (file: string) => readFileSync(new URL(file, folder))
const jsonOf = (file: string): unknown => JSON.parse(bytesOf(file).toString('utf8'))

type Change = { xp: number; coins: number; fields: Record<string, FieldValue> }
type Example = { name: string; webhook: string; headers: Record<string, string> }

const index = jsonOf('index.json') as {
  members: { email: string; username: string }[]
  fields: MappedField[]
  examples: Example[]
}

describe.each(index.examples)('$name', ({ name, headers }) => {
  const mapping = jsonOf(`${name}.mapping.json`) as Mapping
  const expected = jsonOf(`${name}.expected.json`) as { members: Record<string, Change>; warnings: string[] }
  const reading = parseBody(bytesOf(`${name}.json`), headers['content-type'] ?? null)
  const payload = reading.ok ? reading.payload : undefined

  it('has a mapping without problems', () => {
    expect(checkMapping(mapping, { fields: index.fields, assets: ['xp', 'coins'] })).toEqual([])
  })

  it('changes what is promised, with the warnings that are promised', () => {
    const result = mapPayload(compileMapping(mapping), payload, { fields: index.fields })
    if (!result.ok) throw new Error(JSON.stringify(result.failures))
    expect(changesBy(result.elements)).toEqual(expected.members)
    expect(joinWarnings(reading.ok ? reading.warnings : [], result.warnings)).toEqual(expected.warnings)
  })

  it('carries the id of its event where the mapping looks for it', () => {
    const header = mapping.dedupe?.header
    const id = header === undefined ? dedupeKeyIn(compileMapping(mapping), payload) : headers[header]
    expect(id).toMatch(/./)
  })
})

it('every payload in the folder is listed', () => {
  const names = readdirSync(folder).filter((file) => /^[a-z-]+\.json$/.test(file) && file !== 'index.json')
  expect(names.map((file) => file.replace('.json', '')).sort()).toEqual(
    index.examples.map(({ name }) => name).sort(),
  )
})

function changesBy(elements: readonly MappedElement[]): Record<string, Change> {
  const changes: Record<string, Change> = {}
  for (const { identifier, currency, fields } of elements) {
    const member = index.members.find((one) => one[identifier.kind] === identifier.value)
    if (!member) throw new Error(`No member ${identifier.value}`)
    const change = changes[member.username] ?? { xp: 0, coins: 0, fields: {} }
    changes[member.username] = change
    for (const { asset, amount } of currency) change[asset as 'xp' | 'coins'] += Number(amount)
    for (const { field, operator, value } of fields) {
      const after = changeFieldValue(change.fields[field] ?? null, operator, value)
      if (!after.ok) throw new Error(after.detail)
      change.fields[field] = after.value
    }
  }
  return changes
}
