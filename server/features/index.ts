/** The table of contents: every feature, in dependency order. A feature imports only those listed before it. */
import { access } from './access/index.ts'
import { audit } from './audit/index.ts'
import { communities } from './communities/index.ts'
import type { Feature } from './feature.ts'
import { fields } from './fields/index.ts'
import { incoming } from './incoming/index.ts'
import { insights } from './insights/index.ts'
import { items } from './items/index.ts'
import { ledger } from './ledger/index.ts'
import { market } from './market/index.ts'
import { outgoing } from './outgoing/index.ts'
import { samples } from './samples/index.ts'

export const features: readonly Feature<unknown>[] = [
  audit,
  access,
  communities,
  fields,
  ledger,
  outgoing,
  incoming,
  items,
  market,
  insights,
  samples,
]
