/** Guessing passwords gets slow. */
import { describe, expect, it } from 'vitest'
import { createLoginFailures } from './login-failures.ts'

const minuteMs = 60_000

describe('after ten wrong passwords', () => {
  function failTenTimes() {
    const failures = createLoginFailures()
    for (let minute = 0; minute < 10; minute++)
      failures.add('192.0.2.1', 'ada@example.com', minute * minuteMs)
    return failures
  }

  it('the same address waits for the same e-mail until the first of them is 15 minutes old', () => {
    const failures = failTenTimes()
    expect(failures.waitSeconds('192.0.2.1', 'ada@example.com', 9 * minuteMs)).toBe(6 * 60)
    expect(failures.waitSeconds('192.0.2.1', 'ada@example.com', 15 * minuteMs)).toBe(0)
  })

  it('another address and another e-mail do not wait', () => {
    const failures = failTenTimes()
    expect(failures.waitSeconds('192.0.2.2', 'ada@example.com', 9 * minuteMs)).toBe(0)
    expect(failures.waitSeconds('192.0.2.1', 'bob@example.com', 9 * minuteMs)).toBe(0)
  })

  it('who changes the address within an IPv6 network waits all the same', () => {
    const failures = createLoginFailures()
    for (let host = 1; host <= 10; host++) failures.add(`2001:db8:1:2::${host}`, 'ada@example.com', 0)
    expect(failures.waitSeconds('2001:db8:1:2::99', 'ada@example.com', 0)).toBe(15 * 60)
    expect(failures.waitSeconds('2001:db8:1:3::99', 'ada@example.com', 0)).toBe(0)
  })

  it('a right password forgets them', () => {
    const failures = failTenTimes()
    failures.clear('192.0.2.1', 'ada@example.com')
    expect(failures.waitSeconds('192.0.2.1', 'ada@example.com', 9 * minuteMs)).toBe(0)
  })

  it('nine are too few to wait', () => {
    const failures = createLoginFailures()
    for (let count = 0; count < 9; count++) failures.add('192.0.2.1', 'ada@example.com', 0)
    expect(failures.waitSeconds('192.0.2.1', 'ada@example.com', 0)).toBe(0)
  })
})
