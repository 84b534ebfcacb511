/** From where the first run may be done without the printed link. */
import { describe, expect, it } from 'vitest'
import { isFromThisMachine, isLoopbackAddress, isLoopbackHost } from './setup.rules.ts'

const local = { ip: '127.0.0.1', host: 'localhost:3333', listensOn: '127.0.0.1', isPublicUrlLocal: true }

describe('the first run without a link', () => {
  it('is open to a browser on this machine', () => {
    expect(isFromThisMachine(local)).toBe(true)
    expect(isFromThisMachine({ ...local, ip: '::1', listensOn: 'localhost' })).toBe(true)
  })
  it('is closed to a page whose name was made to lead here', () => {
    for (const host of ['rebound.example.com:3333', 'localhost.example.com', '', null])
      expect(isFromThisMachine({ ...local, host })).toBe(false)
    for (const host of ['localhost', '127.0.0.1:3333', '[::1]:3333'])
      expect(isFromThisMachine({ ...local, host })).toBe(true)
  })
  it('is closed to another machine', () => {
    expect(isFromThisMachine({ ...local, ip: '192.0.2.7' })).toBe(false)
  })
  it('is closed when the server listens beyond this machine', () => {
    expect(isFromThisMachine({ ...local, listensOn: '0.0.0.0' })).toBe(false)
  })
  it('is closed behind a proxy on this machine, where every caller looks local', () => {
    expect(isFromThisMachine({ ...local, isPublicUrlLocal: false })).toBe(false)
  })
  it('knows loopback addresses in every way they are written', () => {
    for (const address of ['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1']) {
      expect(isLoopbackAddress(address)).toBe(true)
    }
    for (const address of ['10.0.0.1', '128.0.0.1', '::2', '', '127.0.0.1.example.com']) {
      expect(isLoopbackAddress(address)).toBe(false)
    }
    expect(isLoopbackHost('[::1]')).toBe(true)
    expect(isLoopbackHost('::')).toBe(false)
  })
})
