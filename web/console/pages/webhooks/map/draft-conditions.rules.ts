/** Conditions while they are edited: the value as typed, and what it means. */
import type { Condition } from '../../../../../contracts/conditions.ts'

type Scalar = string | number | boolean

export interface DraftCondition {
  path: string
  is: Condition['is']
  value: string
}

export const emptyCondition: DraftCondition = { path: '', is: 'equal', value: '' }

export const conditionCountMax = 10

export const conditionOptions: readonly { value: Condition['is']; label: string }[] = [
  { value: 'equal', label: 'is' },
  { value: 'not_equal', label: 'is not' },
  { value: 'in', label: 'is one of' },
  { value: 'exists', label: 'exists' },
  { value: 'missing', label: 'is missing' },
  { value: 'greater', label: 'is greater than' },
  { value: 'less', label: 'is less than' },
]

export const comparesWithNothing = (is: Condition['is']) => is === 'exists' || is === 'missing'

export function draftConditionsOf(when: readonly Condition[] | undefined): DraftCondition[] {
  return (when ?? []).map(({ path, is, value }) => ({ path, is, value: typedOf(value) }))
}

/** The conditions, or what they lack. */
export function conditionsOf(drafts: readonly DraftCondition[]): Condition[] | string {
  const conditions: Condition[] = []
  for (const { path, is, value } of drafts) {
    if (path.trim() === '') return 'Choose what the condition looks at.'
    const base = { path: path.trim(), is }
    if (comparesWithNothing(is)) {
      conditions.push(base)
      continue
    }
    if (value.trim() === '') return 'Type what the condition compares with.'
    const meant = is === 'in' ? listOf(value) : scalarOf(value)
    if ((is === 'greater' || is === 'less') && typeof meant !== 'number') {
      return 'Type a number to compare with.'
    }
    conditions.push({ ...base, value: meant })
  }
  return conditions
}

/** Numbers, true, false and quoted text mean what they mean in JSON; anything else is text as it stands. */
function scalarOf(typed: string): Scalar {
  const text = typed.trim()
  const parsed = parsedOf(text)
  return isScalar(parsed) ? parsed : text
}

function listOf(typed: string): Scalar[] {
  const parsed = parsedOf(`[${typed}]`)
  if (Array.isArray(parsed) && parsed.every(isScalar)) return parsed
  const parts = typed.split(',').filter((part) => part.trim() !== '')
  return parts.map(scalarOf)
}

function typedOf(value: Condition['value']): string {
  if (value === undefined) return ''
  if (Array.isArray(value)) {
    const isPlain = value.every((each) => !String(each).includes(',') && isTypedAsItIs(each))
    return value.map((each) => (isPlain ? String(each) : JSON.stringify(each))).join(', ')
  }
  return isTypedAsItIs(value) ? String(value) : JSON.stringify(value)
}

const isTypedAsItIs = (value: Scalar) => String(value) !== '' && scalarOf(String(value)) === value

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

function parsedOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
