/** Dry runs: exactly what a sample would change, without changing it. */
import Type, { type Static } from 'typebox'
import { endpoint, needs } from './endpoint.ts'
import { Mapping } from './mapping.ts'
import { ReceiptEffect, ReceiptFailure, receiptStatuses } from './receipts.ts'
import { amountMax, Id, inCommunity, nullable, oneOf } from './values.ts'

/** A dry run of a thousand elements says enough by the first hundred. */
export const remarkCountMax = 100

export const DryRun = Type.Object(
  {
    status: oneOf(receiptStatuses),
    outcome: nullable(oneOf(['applied', 'nothing_to_do', 'awaiting_member'])),
    members: Type.Array(
      Type.Object(
        {
          id: Id,
          email: nullable(Type.String({ maxLength: 254 })),
          username: Type.String({ maxLength: 50 }),
          displayName: Type.String({ maxLength: 100 }),
          element: nullable(Type.Integer({ minimum: 0, maximum: amountMax })),
        },
        { additionalProperties: false },
      ),
      { maxItems: 1000 },
    ),
    effects: Type.Array(ReceiptEffect, { maxItems: 100_000 }),
    problems: Type.Array(ReceiptFailure, {
      maxItems: 1000,
      description:
        'Everything that would stop it, each on its line; when members are missing and the mapping waits for them, it is pending',
    }),
    warnings: Type.Array(Type.String({ maxLength: 300 }), { maxItems: 20 }),
    remarks: Type.Array(
      Type.Object(
        {
          line: nullable(Type.Integer({ minimum: 0, maximum: amountMax })),
          element: nullable(Type.Integer({ minimum: 0, maximum: amountMax })),
          text: Type.String({ maxLength: 1000 }),
        },
        { additionalProperties: false },
      ),
      {
        maxItems: remarkCountMax,
        description:
          'What is worth knowing of a line that works: a condition that does not hold, a default taken, text read as a number',
      },
    ),
  },
  { additionalProperties: false },
)
export type DryRun = Static<typeof DryRun>

export const dryRunEndpoints = [
  endpoint({
    name: 'dryRunIncomingWebhook',
    method: 'POST',
    path: '/api/communities/{communityId}/incoming-webhooks/{webhookId}/dry-runs',
    summary: 'Show exactly what a sample would change, without changing it',
    description:
      'Give either a `sample` (the parsed payload) or a `receiptId`; without `mapping` the saved one is tried.',
    access: needs('manage_webhooks'),
    params: inCommunity('webhookId'),
    body: Type.Object(
      {
        sample: Type.Optional(Type.Unknown()),
        receiptId: Type.Optional(Id),
        mapping: Type.Optional(Mapping),
      },
      { additionalProperties: false },
    ),
    answers: { 200: DryRun },
    refusals: ['mapping_missing', 'mapping_invalid'],
  }),
] as const
