/** Values that a reader recognizes, by the name of the field; the one story that all examples tell. */

/** What a game might send: the payload that the example mapping reads. */
export const samplePayload = {
  player: { email: 'ada@example.com', level: 12 },
  reward: { coins: 25 },
}

const time = '2026-11-23T18:20:00.000Z'

/** By `parent.name` where the name alone would not say enough, else by the name. */
export const exampleValues: Readonly<Record<string, unknown>> = {
  accentColor: '#3f4bd1',
  action: 'Quest rewards',
  advice: 'Read the reason under Details, mend the mapping or the sender, then run them again.',
  after: 12,
  amount: 25,
  apiKey: 'x7QmT4nB8wR2vK5dLs9Jc3Hy6Fz1Ga0P',
  asset: 'coins',
  auditReason: 'The arena paid twice',
  balance: 125,
  balanceAfter: 125,
  balanceBefore: 100,
  before: 11,
  body: JSON.stringify(samplePayload),
  bodyBytes: 76,
  code: 'coins',
  communityName: 'Bits and Quests',
  closedAt: null,
  contentType: 'application/json',
  day: '2026-11-23',
  detail: 'The tag does not match: the sender uses another key, or the body was changed.',
  details: 'Applied',
  default: 0,
  displayName: 'Ada Lovelace',
  duplicateOf: null,
  email: 'ada@example.com',
  eventId: 'quest-1042',
  expiresAt: '2027-11-23T00:00:00.000Z',
  failure: null,
  field: 'level',
  fieldKey: 'level',
  fieldName: 'Level',
  firstDay: '2026-10-25',
  forEach: null,
  icon: 'gem',
  key: 'level',
  label: 'Ada Lovelace',
  lastDay: '2026-11-23',
  memberCount: 1204,
  memberLabel: 'Ada Lovelace',
  message: 'Webhook received',
  mutedAt: null,
  next: null,
  operator: 'add',
  options: [],
  outcome: 'applied',
  overdue: null,
  password: 'a long sentence is best',
  path: '$.player.level',
  payload: samplePayload,
  permissions: ['view_members', 'manage_webhooks'],
  previousUntil: null,
  previousUrlUntil: null,
  problems: [],
  purpose: 'Entry fee of the duel',
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  reason: 'Won the weekly quiz',
  refused: [],
  sample: samplePayload,
  source: '203.0.113.7',
  status: 'success',
  subject: 'Verify your e-mail address',
  text: 'Open the link to verify your e-mail address.',
  to: 'ada@example.com',
  token: 'kq3XrN8wT5vB2mZ7cL4pHs9dJ6fGy1aE0uRiWoQxVtk',
  type: 'numerical',
  username: 'ada',
  value: 12,
  warnings: [],
  webhookName: 'Quest rewards',
  words: 'Quest rewards: 16 of 24 requests failed within the last hours',
  'apiKey.masked': 'x7Qm…v2Kd',
  'cause.id': '0199f3a2-7c41-7b8e-9d20-00d2b58a1c44',
  'currency.path': '$.reward.coins',
  'dedupe.header': 'x-event-id',
  'encryption.key': 'ThirtyTwoPrintableCharactersHere',
  'field.operator': 'set',
  'headers.name': 'content-type',
  'headers.value': 'application/json',
  'member.path': '$.player.email',
  'sinks.source': 'Shop purchases',
  'sources.source': 'Quest rewards',
  'source.id': '0199f3a2-7c41-7b8e-9d20-00d2b58a1c44',
  'subject.kind': 'member',
  masked: 'ghc_x7Qm…v2Kd',
}

/** What things are called, by the section that the endpoint stands in. */
export const exampleNames: Readonly<Record<string, string>> = {
  access: 'Match server',
  communities: 'Bits and Quests',
  fields: 'Level',
  ledger: 'Coins',
  incoming: 'Quest rewards',
  insights: 'Coins',
}

export const exampleTime = time

/**
 * Optional fields that stand instead of another, or mean their default: an example leaves them out where the
 * other is there (`always`: everywhere).
 */
export const leftOut: Readonly<Record<string, string>> = {
  value: 'path',
  path: 'header',
  receiptId: 'sample',
  mapping: 'sample',
  optional: 'always',
  options: 'always',
  memberNotFound: 'always',
}
