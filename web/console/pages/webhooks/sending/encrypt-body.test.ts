/** Proves that a body encrypted in the browser is one that the server can read. */
import { createDecipheriv } from 'node:crypto'
import { expect, test } from 'vitest'
import { encryptBody } from './encrypt-body.ts'

const key = 'guildhall-demo-key-32-characters'
const text = '{"hello":"wörld","coins":50}'
const part = (encrypted: string, name: 'iv' | 'data' | 'tag') =>
  Buffer.from((JSON.parse(encrypted) as Record<string, string>)[name] ?? '', 'base64')

test('a GCM body carries iv, data and a tag of 16 bytes, and decrypts', async () => {
  const encrypted = await encryptBody(text, { mode: 'gcm', key })
  expect(Object.keys(JSON.parse(encrypted))).toEqual(['iv', 'data', 'tag'])
  expect(part(encrypted, 'iv')).toHaveLength(12)
  const decipher = createDecipheriv('aes-256-gcm', key, part(encrypted, 'iv'), { authTagLength: 16 })
  decipher.setAuthTag(part(encrypted, 'tag'))
  expect(decipher.update(part(encrypted, 'data'), undefined, 'utf8') + decipher.final('utf8')).toBe(text)
})

test('a CBC body carries iv and data, and decrypts', async () => {
  const encrypted = await encryptBody(text, { mode: 'cbc', key })
  expect(Object.keys(JSON.parse(encrypted))).toEqual(['iv', 'data'])
  const decipher = createDecipheriv('aes-256-cbc', key, part(encrypted, 'iv'))
  expect(decipher.update(part(encrypted, 'data'), undefined, 'utf8') + decipher.final('utf8')).toBe(text)
})

test('every body has an iv of its own', async () => {
  const [one, other] = await Promise.all([
    encryptBody(text, { mode: 'gcm', key }),
    encryptBody(text, { mode: 'gcm', key }),
  ])
  expect(part(one, 'iv')).not.toEqual(part(other, 'iv'))
})
