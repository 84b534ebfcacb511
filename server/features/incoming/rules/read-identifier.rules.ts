/** Reads who a request is about. Only its form is judged here; whether there is such a member is looked up later. */
import type { FailureReason } from '../../../../contracts/receipts.ts'
import { emailMax } from '../../../../contracts/values.ts'
import { isStorable, kindOfValue } from '../../../platform/payloads/shown-value.rules.ts'
import { emailKey, usernameKey } from '../../communities/keys.rules.ts'

/** `value` is the key by which members are found, in the normal form of members. `original` is what was sent. */
export type Identifier = { kind: 'email' | 'username'; value: string; original: string }

export type IdentifierReading =
  | { ok: true; identifier: Identifier; readAs?: string }
  | { ok: false; reason: FailureReason; says: string }

export function readIdentifier(kind: Identifier['kind'], value: unknown): IdentifierReading {
  if (typeof value === 'number' || typeof value === 'bigint') {
    const text = String(value)
    return {
      ok: true,
      identifier: { kind, value: keyOf(kind, text), original: text },
      readAs: `the text "${text}"`,
    }
  }
  if (typeof value !== 'string') return missing(`which is ${kindOfValue(value)}, not text`)
  const key = keyOf(kind, value)
  if (key === '') return missing('which is empty')
  if (key.length > emailMax || !isStorable(key)) {
    return { ok: false, reason: 'User not found', says: `which cannot be the ${kind} of anybody` }
  }
  return { ok: true, identifier: { kind, value: key, original: value } }
}

function keyOf(kind: Identifier['kind'], text: string): string {
  return kind === 'email' ? emailKey(text) : usernameKey(text)
}

const missing = (says: string): IdentifierReading => ({
  ok: false,
  reason: 'User field missing in payload',
  says,
})
