/** What holds of every mapping over every payload. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Mapping } from '../../../../contracts/mapping.ts'
import { type FailureReason, failureReasons } from '../../../../contracts/receipts.ts'
import { compileMapping } from './compile-mapping.rules.ts'
import type { MappedField } from './map-lines.rules.ts'
import { mapPayload } from './map-payload.rules.ts'

const fields: MappedField[] = [
  { key: 'level', type: 'numerical' },
  { key: 'rank', type: 'select', options: ['Bronze', 'Silver', 'Gold'] },
  { key: 'motto', type: 'single-line-text' },
]

describe('any mapping over any payload', () => {
  const path = fc.constantFrom('$', '$.a', '$.a[*]', '$..b', '/a/0', '$[?@.a]', '$.a.b', 'nonsense', '$[0]')
  const constant = fc.oneof(fc.integer({ min: 1 }), fc.constant(undefined))
  const line = fc.oneof(
    fc.record({
      kind: fc.constant('currency'),
      asset: fc.constantFrom('xp', 'coins'),
      operator: fc.constantFrom('add', 'subtract'),
      path: fc.option(path, { nil: undefined }),
      value: constant,
      optional: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('field'),
      field: fc.constantFrom('level', 'rank', 'motto', 'gone'),
      operator: fc.constantFrom('set', 'add', 'subtract'),
      path: fc.option(path, { nil: undefined }),
      value: fc.oneof(constant, fc.constant(null), fc.string()),
      optional: fc.boolean(),
    }),
  )
  const mapping = fc.record({
    member: fc.record({ identifier: fc.constantFrom('email', 'username'), path }),
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    forEach: fc.option(path),
  }) as unknown as fc.Arbitrary<Mapping>
  const { payload } = fc.letrec((tie) => ({
    payload: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(fc.jsonValue({ maxDepth: 0 }), fc.bigInt(), fc.constantFrom('a@example.com', '7', 7)),
      fc.array(tie('payload'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('payload'), { noNullPrototype: true }),
    ),
  }))

  it('is all or nothing, gives the same twice, changes nothing it was given, and never throws', () => {
    fc.assert(
      fc.property(mapping, payload, (anyMapping, anyPayload) => {
        const before = structuredClone(anyPayload)
        const compiled = compileMapping(anyMapping)
        const result = mapPayload(compiled, anyPayload, { fields })
        expect(mapPayload(compiled, anyPayload, { fields })).toEqual(result)
        expect(anyPayload).toEqual(before)
        expect(result.warnings.length).toBeLessThanOrEqual(20)
        if (!result.ok) {
          expect(result.failures.length).toBeGreaterThan(0)
          for (const { reason, detail, value } of result.failures) {
            expect(failureReasons).toContain(reason satisfies FailureReason)
            expect(detail.length).toBeLessThanOrEqual(1000)
            expect(value?.length ?? 0).toBeLessThanOrEqual(300)
          }
          return
        }
        for (const { currency, fields: changes, element } of result.elements) {
          expect(element === null).toBe(anyMapping.forEach === null)
          expect(currency.length + changes.length).toBeLessThanOrEqual(anyMapping.lines.length)
          for (const { amount, line } of currency) {
            const sign = anyMapping.lines[line]?.operator === 'add' ? 1n : -1n
            expect(amount * sign > 0n && amount * sign <= 9007199254740991n).toBe(true)
          }
        }
      }),
      { numRuns: 5000 },
    )
  })
})
