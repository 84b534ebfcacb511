/** Addresses and cURL commands are built from the contract's path and cannot be broken by what they carry. */
import { describe, expect, it } from 'vitest'
import { addressOf, curlOf } from './request.rules.ts'

describe('the address of a call', () => {
  it('fills in parameters and encodes them', () => {
    expect(addressOf('getInvitation', { params: { token: 'a/b c' } })).toBe('/api/invitations/a%2Fb%20c')
  })

  it('leaves out what is absent or empty', () => {
    const address = addressOf('listMembers', {
      params: { communityId: 'c1' },
      query: { search: '', limit: 50, cursor: undefined, email: 'a+b@example.com' },
    })
    expect(address).toBe('/api/communities/c1/members?limit=50&email=a%2Bb%40example.com')
  })
})

describe('the cURL command of a call', () => {
  it('reads the key from the environment and names the method', () => {
    expect(
      curlOf('https://guild.example', 'revokeApiKey', { params: { communityId: 'c1', keyId: 'k1' } }),
    ).toBe(
      `curl -X DELETE 'https://guild.example/api/communities/c1/api-keys/k1' \\\n  -H "Authorization: Bearer $GUILDHALL_API_KEY"`,
    )
  })

  it('quotes a body so that no shell runs any of it', () => {
    const command = curlOf('https://guild.example', 'createMember', {
      params: { communityId: 'c1' },
      body: { username: `o'brien$(reboot)` },
    })
    expect(command).toContain(`-d '{"username":"o'\\''brien$(reboot)"}'`)
  })
})
