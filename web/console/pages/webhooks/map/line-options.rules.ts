/** What can be chosen in a line: operators that its field knows, targets, and where its value comes from. */
import type { CustomField } from '../../../../../contracts/fields.ts'
import type { DraftLine } from './mapping-draft.rules.ts'

interface Option {
  value: string
  label: string
  isDisabled?: boolean
}

const add = { value: 'add', label: 'Add' }
const subtract = { value: 'subtract', label: 'Subtract' }
const set = { value: 'set', label: 'Set' }

export function operatorOptions({ kind }: DraftLine, field: CustomField | undefined): Option[] {
  if (kind === 'currency') return [add, subtract]
  return field === undefined || field.type === 'numerical' ? [set, add, subtract] : [set]
}

interface Targets {
  assets: readonly { code: string; name: string }[]
  fields: readonly CustomField[]
}

/** A target that is gone stays visible, so that one sees what the line was about. */
export function targetOptions({ kind, target }: DraftLine, { assets, fields }: Targets): Option[] {
  const options =
    kind === 'currency'
      ? assets.map(({ code, name }) => ({ value: code, label: name }))
      : fields.map(({ key, name }) => ({ value: key, label: name }))
  const isKnown = target === '' || options.some(({ value }) => value === target)
  return isKnown ? options : [...options, { value: target, label: `${target} (deleted)`, isDisabled: true }]
}

export function sourceOptions({ kind, operator }: DraftLine): Option[] {
  const fixed = { value: 'value', label: kind === 'currency' ? 'amount' : 'fixed value' }
  return [
    { value: 'path', label: 'payload' },
    fixed,
    ...(kind === 'field' && operator === 'set' ? [{ value: 'clear', label: 'nothing' }] : []),
  ]
}
