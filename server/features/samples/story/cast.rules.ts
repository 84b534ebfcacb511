/** Who and what the sample community consists of. Every name is made up, and no address can be reached. */
import type { FieldType } from '../../../../contracts/fields.ts'
import type { Mapping } from '../../../../contracts/mapping.ts'

export const sampleName = 'Sample: Emberfall Guild'

export interface CastMember {
  username: string
  displayName: string
  email: string
}

const names = [
  'Rowan Ashdown',
  'Mirela Quist',
  'Osric Fenwood',
  'Thessaly Vane',
  'Corin Halloway',
  'Juniper Marsh',
  'Bram Oakhollow',
  'Isolde Pryce',
  'Fenn Larkspur',
  'Greta Stormwell',
  'Alaric Moss',
  'Sunniva Reed',
  'Tobin Harrow',
  'Wren Calloway',
]

export const cast: readonly CastMember[] = names.map((displayName) => {
  const username = displayName.toLowerCase().replace(' ', '_')
  return { username, displayName, email: `${username}@sample.example.com` }
})

export const castFields: readonly { key: string; name: string; type: FieldType; options?: string[] }[] = [
  { key: 'level', name: 'Level', type: 'numerical' },
  { key: 'faction', name: 'Faction', type: 'select', options: ['Ember', 'Tide', 'Grove'] },
  { key: 'last_purchase', name: 'Last purchase', type: 'single-line-text' },
]

export const webhookNames = ['quests', 'matches', 'shop', 'checkIn', 'launcher'] as const
export type WebhookKey = (typeof webhookNames)[number]

export interface CastWebhook {
  name: string
  hasApiKey: boolean
  isPaused: boolean
  /** Without one its requests wait. */
  mapping: Mapping | null
}

const questMapping: Mapping = {
  member: { identifier: 'username', path: '$.player.name' },
  lines: [
    { kind: 'currency', asset: 'xp', operator: 'add', path: '$.reward.xp' },
    { kind: 'currency', asset: 'coins', operator: 'add', path: '$.reward.coins', optional: true },
    { kind: 'field', field: 'level', operator: 'set', path: '$.player.level', optional: true },
  ],
}

export const castWebhooks: Record<WebhookKey, CastWebhook> = {
  quests: { name: 'Quest rewards', hasApiKey: true, isPaused: false, mapping: questMapping },
  matches: {
    name: 'Match results',
    hasApiKey: false,
    isPaused: false,
    mapping: {
      member: { identifier: 'email', path: '$.email' },
      forEach: '$.players',
      lines: [{ kind: 'currency', asset: 'xp', operator: 'add', path: '$.xp' }],
    },
  },
  shop: {
    name: 'Shop purchases',
    hasApiKey: false,
    isPaused: false,
    mapping: {
      member: { identifier: 'email', path: '$.buyer' },
      lines: [
        { kind: 'currency', asset: 'coins', operator: 'subtract', path: '$.order.price' },
        { kind: 'field', field: 'last_purchase', operator: 'set', path: '$.order.item' },
      ],
    },
  },
  checkIn: { name: 'Event check-in', hasApiKey: false, isPaused: false, mapping: null },
  launcher: { name: 'Old launcher', hasApiKey: false, isPaused: true, mapping: questMapping },
}
