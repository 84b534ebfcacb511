/** Events of the conservation proof. */

import Type from 'typebox'
import { findingCountMax } from '../conservation.ts'
import { Id } from '../values.ts'
import { event, exampleId } from './event-type.ts'

export const conservationFailed = event(
  'conservation.failed',
  'The conservation proof found rows that do not agree with the ledger',
  {
    runId: Id,
    problemCount: Type.Integer({ minimum: 1, maximum: findingCountMax * 20 }),
    first: Type.String({ maxLength: 1000, description: 'The first of them, in words' }),
  },
  {
    runId: exampleId,
    problemCount: 1,
    first: 'all accounts of coins add up to 1 instead of 0',
  },
)
