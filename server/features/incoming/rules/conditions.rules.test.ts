/** Conditions of a mapping: what each asks, against a slow oracle and in examples, and what they leave out. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Condition, conditionOperators } from '../../../../contracts/conditions.ts'
import type { Mapping } from '../../../../contracts/mapping.ts'
import { judgeCondition } from '../../../platform/payloads/conditions.rules.ts'
import { newBudget } from '../../../platform/payloads/path-steps.rules.ts'
import { compileMapping } from './compile-mapping.rules.ts'
import { mapPayload } from './map-payload.rules.ts'

const base: Mapping = {
  member: { identifier: 'email', path: '$.email' },
  lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' }],
}
const email = 'ada@example.com'

function holds(condition: Condition, payload: unknown): boolean {
  const [compiled] = compileMapping({ ...base, when: [condition] }).when
  if (!compiled) throw new Error('a condition compiles')
  return judgeCondition(compiled, payload, newBudget()).holds
}

function run(mapping: Partial<Mapping>, payload: unknown) {
  const remarks: string[] = []
  const mapped = mapPayload(compileMapping({ ...base, ...mapping }), payload, {
    fields: [],
    remark: ({ line, element }, text) => remarks.push(`${line} ${element} ${text}`),
  })
  return { mapped, remarks, elements: mapped.ok ? mapped.elements : [] }
}

describe('any condition', () => {
  const scalar = fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom(0.5, 'a', 'b', '', '1', ' 2 ', '0.5', '-1', true, false),
  )
  const payload = fc.record(
    { a: fc.oneof(scalar, fc.constant(null), fc.bigInt({ min: -3n, max: 3n }), fc.array(scalar)) },
    { requiredKeys: [] },
  )
  const condition = fc.record({
    path: fc.constantFrom('$.a', '$.a[*]', '/a'),
    is: fc.constantFrom(...conditionOperators),
    value: fc.oneof(scalar, fc.array(scalar, { minLength: 1, maxLength: 3 })),
  })

  /** Written from the contract: gather the values, and look at each pair. */
  function oracle({ path, is, value }: Condition, { a }: { a?: unknown }): boolean {
    const all = path === '$.a[*]' ? (Array.isArray(a) ? a : []) : a === undefined ? [] : [a]
    const values = all.filter((each) => each !== null)
    const wanted = Array.isArray(value) ? value : [value]
    const isNumeric = (each: unknown) =>
      ['number', 'bigint'].includes(typeof each) ||
      (typeof each === 'string' && /^[+-]?\d+(\.\d+)?$/.test(each.trim()))
    const pairs = values.flatMap((one) => wanted.map((other) => [one, other] as const))
    const numbers = pairs.filter(([one, other]) => typeof other === 'number' && isNumeric(one))
    const isAnyEqual =
      pairs.some(([one, other]) => one === other) ||
      numbers.some(([one, other]) => Number(one) === Number(other))
    if (is === 'exists') return values.length > 0
    if (is === 'missing') return values.length === 0
    if (is === 'greater') return numbers.some(([one, other]) => Number(one) > Number(other))
    if (is === 'less') return numbers.some(([one, other]) => Number(one) < Number(other))
    return is === 'not_equal' ? !isAnyEqual : isAnyEqual
  }

  it('is judged as a slow oracle judges it', () => {
    fc.assert(
      fc.property(condition, payload, (anyCondition, anyPayload) => {
        expect(holds(anyCondition, anyPayload)).toBe(oracle(anyCondition, anyPayload))
      }),
      { numRuns: 5000 },
    )
  })

  it('compares big integers exactly', () => {
    const value = 9007199254740992
    expect(holds({ path: '$.a', is: 'greater', value }, { a: 9007199254740993n })).toBe(true)
    expect(holds({ path: '$.a', is: 'equal', value }, { a: 9007199254740993n })).toBe(false)
  })
})

describe('conditions', () => {
  it('of the whole mapping leave nothing to do, whoever the payload is about', () => {
    const { mapped, remarks } = run(
      { when: [{ path: '$.event', is: 'in', value: ['won', 'drew'] }] },
      { event: 'lost' },
    )
    expect(mapped).toMatchObject({ ok: true, elements: [] })
    expect(remarks).toEqual([
      'null null Left out, because this does not hold: $.event is one of "won", "drew"',
    ])
  })

  it('of a line leave that line out, and all must hold', () => {
    const lines: Mapping['lines'] = [
      { ...base.lines[0], when: [{ path: '$.level', is: 'greater', value: 5 }] } as Mapping['lines'][0],
      { kind: 'currency', asset: 'xp', operator: 'add', value: 1 },
    ]
    expect(run({ lines }, { email, level: 5 }).elements).toMatchObject([{ currency: [{ asset: 'xp' }] }])
    expect(run({ lines }, { email, level: 6, coins: 2 }).elements).toMatchObject([
      { currency: [{ asset: 'coins' }, { asset: 'xp' }] },
    ])
  })

  it('judge each element of a list, and whom no line is about need not be named', () => {
    const lines = [{ ...base.lines[0], when: [{ path: '$.won', is: 'equal', value: true }] }]
    const players = [{ won: false }, { email, won: true, coins: 3 }]
    const { elements, remarks } = run({ forEach: '$.players', lines } as Partial<Mapping>, { players })
    expect(elements).toMatchObject([{ element: 1, currency: [{ amount: 3n, line: 0 }] }])
    expect(remarks).toEqual(['0 0 Left out, because this does not hold: $.won is true'])
  })

  it('say where text was compared as a number', () => {
    const { mapped, remarks } = run(
      { when: [{ path: '$.level', is: 'less', value: 9 }] },
      { email, level: '5', coins: 1 },
    )
    expect(mapped.warnings).toEqual(['"5" in $.level was read as the number 5'])
    expect(remarks).toEqual(['null null "5" in $.level was read as the number 5'])
  })
})

describe('a default', () => {
  const lines = [{ ...base.lines[0], default: 10 }] as Mapping['lines']

  it('is taken when the payload has no value or null, which is remarked on the line', () => {
    for (const payload of [{ email }, { email, coins: null }]) {
      const { elements, remarks } = run({ lines }, payload)
      expect(elements).toMatchObject([{ currency: [{ amount: 10n }] }])
      expect(remarks).toEqual(['0 null $.coins has no value, so the default 10 is taken'])
    }
  })

  it('never stands in for a value that is there and does not fit', () => {
    expect(run({ lines }, { email, coins: 'many' }).mapped).toMatchObject({
      ok: false,
      failures: [{ reason: 'Value does not fit the field', line: 0 }],
    })
    expect(run({ lines }, { email, coins: 0 }).elements).toMatchObject([{ currency: [] }])
  })
})
