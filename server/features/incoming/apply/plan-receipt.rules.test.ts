/** A mapped payload becomes transfers, field changes and failures, each with its place. */
import { describe, expect, it } from 'vitest'
import { compileMapping } from '../rules/compile-mapping.rules.ts'
import { mapPayload } from '../rules/map-payload.rules.ts'
import { ledgerFailure, lineNumber, placeOfLine, planReceipt } from './plan-receipt.rules.ts'

const mapping = compileMapping({
  member: { identifier: 'email', path: '$.email' },
  lines: [
    { kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' },
    { kind: 'currency', asset: 'xp', operator: 'subtract', value: 2 },
  ],
  forEach: '$.players',
})

function plan(payload: unknown) {
  const mapped = mapPayload(mapping, payload, { fields: [] })
  if (!mapped.ok) throw new Error('the payload of a test maps')
  return planReceipt(mapping, mapped.elements, (_kind, original) =>
    original.startsWith('known') ? `member of ${original}` : undefined,
  )
}

describe('the plan of a receipt', () => {
  it('adds from the issuer, subtracts into the sink, and numbers each line of each element', () => {
    const { transfers, failures } = plan({
      players: [
        { email: 'known1', coins: 5 },
        { email: 'known2', coins: 7 },
      ],
    })
    expect(failures).toEqual([])
    expect(transfers).toEqual([
      {
        line: 0,
        asset: 'coins',
        amount: 5,
        from: { kind: 'issuer', id: null },
        to: { kind: 'member', id: 'member of known1' },
      },
      {
        line: 1,
        asset: 'xp',
        amount: 2,
        from: { kind: 'member', id: 'member of known1' },
        to: { kind: 'sink', id: null },
      },
      {
        line: 50,
        asset: 'coins',
        amount: 7,
        from: { kind: 'issuer', id: null },
        to: { kind: 'member', id: 'member of known2' },
      },
      {
        line: 51,
        asset: 'xp',
        amount: 2,
        from: { kind: 'member', id: 'member of known2' },
        to: { kind: 'sink', id: null },
      },
    ])
  })

  it('names everybody who was not found, with the element and the value', () => {
    const { failures } = plan({
      players: [
        { email: 'nobody', coins: 1 },
        { email: 'known', coins: 1 },
        { email: 'noone', coins: 1 },
      ],
    })
    expect(failures.map(({ reason, element, value }) => ({ reason, element, value }))).toEqual([
      { reason: 'User not found', element: 0, value: 'nobody' },
      { reason: 'User not found', element: 2, value: 'noone' },
    ])
  })

  it('finds element and line again from the number of a transfer', () => {
    expect(placeOfLine(lineNumber(3, 7), true)).toEqual({ element: 3, line: 7 })
    expect(placeOfLine(lineNumber(null, 7), false)).toEqual({ element: null, line: 7 })
  })

  it('says in words what the ledger refused', () => {
    const { transfers } = plan({ players: [{ email: 'known', coins: 5 }] })
    const failure = ledgerFailure({ refusal: 'insufficient_balance', line: 1, balance: 1 }, transfers, true)
    expect(failure).toMatchObject({ reason: 'Insufficient balance', line: 1, element: 0 })
    expect(failure.detail).toBe('The balance is 1 xp, and 2 were to be taken. Nothing was changed.')
  })
})
