/** The settings nobody may weaken, and the sizes that follow the machine. */
import { describe, expect, test } from 'vitest'
import { serverSettings } from './settings.rules.ts'

const gibibyte = 1024 ** 3

describe('the settings of the embedded server', () => {
  test('keep every durable setting on and every network address off', () => {
    expect(serverSettings(18, '/run/x', { memoryBytes: gibibyte })).toMatchObject({
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      listen_addresses: '',
      unix_socket_directories: '/run/x',
      unix_socket_permissions: '0700',
    })
  })

  test('take a tenth of the memory for the cache, within bounds', () => {
    const buffers = (memoryBytes: number) => serverSettings(18, '/run/x', { memoryBytes }).shared_buffers
    expect(buffers(0.25 * gibibyte)).toBe('64MB')
    expect(buffers(1 * gibibyte)).toBe('102MB')
    expect(buffers(64 * gibibyte)).toBe('512MB')
  })

  test('name no setting that the older version does not know', () => {
    expect(serverSettings(15, '/run/x', { memoryBytes: gibibyte })).not.toHaveProperty('io_method')
  })
})
