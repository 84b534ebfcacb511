/**
 * Remembers which endpoints the tests called and what they answered. With GUILDHALL_TEST_RECORD set, each test
 * file leaves its list in that folder, so that `npm run check` can tell which endpoint no test calls.
 */
import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const called = new Map<string, Set<string>>()

export function recordCall(endpoint: string, outcome: string): void {
  const outcomes = called.get(endpoint) ?? new Set()
  outcomes.add(outcome)
  called.set(endpoint, outcomes)
}

export function saveRecord(): void {
  const folder = process.env.GUILDHALL_TEST_RECORD
  if (!folder || called.size === 0) return
  const content = Object.fromEntries([...called].map(([endpoint, outcomes]) => [endpoint, [...outcomes]]))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify(content))
  called.clear()
}
