/** Reads the lines of a mapping for one member: the amounts to move and the fields to change. */
import type { FieldValue } from '../../../../contracts/fields.ts'
import { nothing } from '../../../platform/payloads/path-steps.rules.ts'
import type { FieldOperator, FieldShape } from '../../fields/field-values.rules.ts'
import { fitFieldValue } from '../../fields/field-values.rules.ts'
import type { CompiledLine } from './compile-mapping.rules.ts'
import {
  type MappingNotes,
  type NotePlace,
  noteAbsence,
  noteCoercion,
  noteFailure,
  noteMisfit,
  readSource,
} from './mapping-notes.rules.ts'
import { readAmount } from './read-amount.rules.ts'

export type MappedField = FieldShape & { key: string }

/** `amount` is never 0 and negative for subtract; `line` is the index of the mapping line. */
export type CurrencyEffect = { asset: string; amount: bigint; line: number }
export type FieldEffect = { field: string; operator: FieldOperator; value: FieldValue; line: number }
export type LineEffects = { currency: CurrencyEffect[]; fields: FieldEffect[] }

type CurrencyLine = CompiledLine & { kind: 'currency' }
type FieldLine = CompiledLine & { kind: 'field' }

/** A line with the field it changes, looked up once per payload. */
export type ReadyLine = CurrencyLine | (FieldLine & { shape: MappedField })

export function readyLines(
  notes: MappingNotes,
  lines: readonly CompiledLine[],
  fields: readonly MappedField[],
): ReadyLine[] {
  const ready: ReadyLine[] = []
  for (const line of lines) {
    if (line.kind === 'currency') {
      ready.push(line)
      continue
    }
    const shape = fields.find(({ key }) => key === line.field)
    if (shape) ready.push({ ...line, shape })
    else
      noteFailure(notes, 'Field was deleted', `There is no field ${line.field} any more`, {
        line: line.index,
      })
  }
  return ready
}

export function readLines(
  notes: MappingNotes,
  lines: readonly ReadyLine[],
  root: unknown,
  element: number | null,
): LineEffects {
  const effects: LineEffects = { currency: [], fields: [] }
  for (const line of lines) {
    const path = line.source.kind === 'path' ? line.source.path.text : `the constant of line ${line.index}`
    const place = { path, line: line.index, element }
    const value = readSource(notes, line.source, root, place)
    if (value === nothing) continue
    if (line.kind === 'currency') {
      const effect = readCurrencyLine(notes, line, value, place)
      if (effect) effects.currency.push(effect)
    } else {
      const effect = readFieldLine(notes, line, value, place)
      if (effect) effects.fields.push(effect)
    }
  }
  return effects
}

function readCurrencyLine(
  notes: MappingNotes,
  line: CurrencyLine,
  value: unknown,
  place: NotePlace,
): CurrencyEffect | undefined {
  if (value === null) return noteAbsence(notes, line.source, place, 'is null')
  const reading = readAmount(value)
  if (!reading.ok) return noteMisfit(notes, reading.reason, place, value, reading.says)
  if (reading.readAs !== undefined) noteCoercion(notes, place, value, reading.readAs)
  if (reading.amount === 0n) return undefined
  return { asset: line.asset, amount: line.isAdded ? reading.amount : -reading.amount, line: line.index }
}

function readFieldLine(
  notes: MappingNotes,
  line: FieldLine & { shape: MappedField },
  value: unknown,
  place: NotePlace,
): FieldEffect | undefined {
  if (value === null && line.operator !== 'set') return noteAbsence(notes, line.source, place, 'is null')
  if (line.operator !== 'set' && line.shape.type !== 'numerical') {
    const says = `and cannot be added to or subtracted from ${line.field}, which is not numerical`
    return noteMisfit(notes, 'Value does not fit the field', place, value, says)
  }
  const fit = fitFieldValue(line.shape, value)
  if (!fit.ok) {
    const says = `and does not fit the field ${line.field}: ${fit.detail}`
    return noteMisfit(notes, 'Value does not fit the field', place, value, says)
  }
  if (fit.readAs !== undefined) noteCoercion(notes, place, value, fit.readAs)
  return { field: line.field, operator: line.operator, value: fit.value, line: line.index }
}
