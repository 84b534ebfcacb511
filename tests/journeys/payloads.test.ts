/** Plays every example payload over HTTP: its mapping, its headers byte for byte, and what it promises to change. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '../../contracts/communities.ts'
import type { FieldType } from '../../contracts/fields.ts'
import type { Mapping } from '../../contracts/mapping.ts'
import { createWorld, type World } from '../world/world.ts'

const folder = new URL('../../examples/payloads/', import.meta.url)
const jsonOf = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))

interface Change {
  xp: number
  coins: number
  fields: Record<string, unknown>
}

const index = jsonOf('index.json') as {
  members: { email: string; username: string; displayName: string }[]
  fields: { key: string; name: string; type: FieldType; options?: string[] }[]
  examples: { name: string; webhook: string; headers: Record<string, string> }[]
}

let world: World
const members = new Map<string, Member>()
beforeAll(async () => {
  world = await createWorld()
  const owner = world.as(world.owner)
  for (const member of index.members) {
    members.set(member.username, await owner.call('createMember', { body: member }))
  }
  for (const field of index.fields) await owner.call('createField', { body: field })
})
afterAll(() => world?.stop())

async function stateOf(username: string): Promise<Change> {
  const { id } = members.get(username) as Member
  return { ...(await world.balances(id)), fields: await world.fields(id) }
}

describe.each(index.examples)('$name', ({ name, webhook: webhookName, headers }) => {
  const body = readFileSync(new URL(`${name}.json`, folder))
  const mapping = jsonOf(`${name}.mapping.json`) as Mapping
  const expected = jsonOf(`${name}.expected.json`) as { members: Record<string, Change>; warnings: string[] }
  const usernames = Object.keys(expected.members)

  it('changes what it promises, once', async () => {
    const before = await Promise.all(usernames.map(stateOf))
    const webhook = await world.webhook({ name: webhookName, mapping })
    const receipt = await world.deliver(webhook, body, headers)
    expect(receipt).toMatchObject({ status: 'success', outcome: 'applied', warnings: expected.warnings })
    const repeat = await world.deliver(webhook, body, headers)
    expect(repeat).toMatchObject({ outcome: 'duplicate', duplicateOf: receipt.id, effects: [] })

    for (const [place, username] of usernames.entries()) {
      const [was, is, change] = [before[place], await stateOf(username), expected.members[username]]
      expect(is).toMatchObject({
        xp: (was?.xp ?? 0) + (change?.xp ?? 0),
        coins: (was?.coins ?? 0) + (change?.coins ?? 0),
        fields: change?.fields,
      })
    }
    const { data } = await world
      .as(world.owner)
      .call('listGamificationLogs', { query: { causeId: receipt.id, limit: 200 } })
    for (const { action } of data) expect(action).toBe(webhookName)
    const currencyEffects = receipt.effects.filter(({ kind }) => kind === 'currency')
    expect(data).toHaveLength(currencyEffects.length)
  })
})
