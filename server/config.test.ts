/** A setting that cannot be right stops the start with a sentence that names it. */
import { expect, it } from 'vitest'
import { readConfig } from './config.ts'

const secret = 'x'.repeat(32)

it.each([
  ['GUILDHALL_PORT', '80a'],
  ['GUILDHALL_LOG_LEVEL', 'verbose'],
  ['GUILDHALL_TRUST_PROXY', 'nginx'],
  ['GUILDHALL_TRUST_PROXY', '10.0.0.5,10.0.0.0/40'],
  ['GUILDHALL_SMTP_URL', 'mail.example.com'],
  ['GUILDHALL_SMTP_URL', 'https://mail.example.com'],
  ['GUILDHALL_MAIL_FROM', 'Guildhall'],
  ['GUILDHALL_PUBLIC_URL', 'https://name:password@play.example.com'],
  ['GUILDHALL_PUBLIC_URL', 'play.example.com'],
  ['DATABASE_URL', 'db.example.com'],
])('%s is not %s', (name, value) => {
  const read = () => readConfig({ GUILDHALL_SECRET: secret, [name]: value })
  expect(read).toThrow(new RegExp(`^${name} must be`))
})

it.each([
  ['GUILDHALL_LOG_LEVEL', 'debug'],
  ['GUILDHALL_TRUST_PROXY', '127.0.0.1, 10.0.0.0/8,fd00::/8,loopback'],
  ['GUILDHALL_SMTP_URL', 'smtps://name:password@mail.example.com'],
  ['GUILDHALL_SMTP_URL', 'smtp://127.0.0.1:2525'],
  ['GUILDHALL_MAIL_FROM', 'guild@example.com'],
  ['GUILDHALL_MAIL_FROM', '"The Guild, of Tests" <guild@localhost>'],
  ['DATABASE_URL', 'postgres://one.example.com,two.example.com:5433/guildhall'],
  ['DATABASE_URL', 'postgresql:///guildhall?host=/run/postgresql'],
])('%s may be %s', (name, value) => {
  expect(() => readConfig({ GUILDHALL_SECRET: secret, [name]: value })).not.toThrow()
})

it('no password is told back', () => {
  const read = () => readConfig({ GUILDHALL_SECRET: secret, DATABASE_URL: 'mysql://guild:hunter2@db/guild' })
  expect(read).toThrow(expect.not.objectContaining({ message: expect.stringContaining('hunter2') }))
})
