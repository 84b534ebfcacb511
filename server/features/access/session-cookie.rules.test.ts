/** Which cookies name a session, and which only look like it. */
import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { tokenInCookies } from './session-cookie.rules.ts'

const secret = 'a secret of the installation'
const name = 'guildhall.session_token'
const signatureOf = (token: string, key = secret) => createHmac('sha256', key).update(token).digest('base64')
const cookieOf = (token: string, signature = signatureOf(token)) =>
  `${name}=${encodeURIComponent(`${token}.${signature}`)}`
const read = (cookies: string) => tokenInCookies(cookies, name, secret)

describe('the cookie of a session', () => {
  it('names its token, beside other cookies as well', () => {
    expect(read(cookieOf('kR2x'))).toBe('kR2x')
    expect(read(`theme=dark; ${cookieOf('kR2x')}; other=1`)).toBe('kR2x')
    expect(read(cookieOf('a.b'))).toBe('a.b')
  })

  it('that somebody else signed, cut or changed names nothing', () => {
    expect(read(cookieOf('kR2x', signatureOf('kR2x', 'another secret')))).toBeUndefined()
    expect(read(cookieOf('kR2y', signatureOf('kR2x')))).toBeUndefined()
    expect(read(cookieOf('kR2x', signatureOf('kR2x').slice(0, 20)))).toBeUndefined()
    expect(read(cookieOf('kR2x', ''))).toBeUndefined()
    expect(read(`${name}=kR2x`)).toBeUndefined()
    expect(read(`${name}=`)).toBeUndefined()
    expect(read(`${name}=%E0%A4%A`)).toBeUndefined()
  })

  it('of another name is none', () => {
    expect(read(`x${cookieOf('kR2x')}`)).toBeUndefined()
    expect(read('')).toBeUndefined()
  })
})
