/**
 * The facts the product announces. Payloads are stored in the event log exactly as promised here; what is exported by
 * the file of a noun is in the catalog.
 */
import type { Static } from 'typebox'
import * as app from './app.ts'
import * as appKey from './app-key.ts'
import { attemptFinished } from './attempt.ts'
import * as conservation from './conservation.ts'
import * as currency from './currency.ts'
import * as endpoint from './endpoint.ts'
import type { EventType } from './event-type.ts'
import * as field from './field.ts'
import * as fill from './fill.ts'
import * as gift from './gift.ts'
import * as item from './item.ts'
import * as itemChange from './item-change.ts'
import * as listing from './listing.ts'
import * as marketSettings from './market-settings.ts'
import * as member from './member.ts'
import * as merge from './merge.ts'
import * as mintOrder from './mint-order.ts'
import * as period from './period.ts'
import * as receipt from './receipt.ts'
import * as reconciliation from './reconciliation.ts'
import * as sellOrder from './sell-order.ts'
import * as tradeHold from './trade-hold.ts'

export type { AttemptOutcome } from './attempt.ts'
export type { EventType } from './event-type.ts'

const contracts = {
  attemptFinished,
  ...member,
  ...currency,
  ...field,
  ...receipt,
  ...endpoint,
  ...app,
  ...appKey,
  ...item,
  ...itemChange,
  ...merge,
  ...period,
  ...marketSettings,
  ...listing,
  ...fill,
  ...gift,
  ...reconciliation,
  ...sellOrder,
  ...mintOrder,
  ...tradeHold,
  ...conservation,
}
type Contract = (typeof contracts)[keyof typeof contracts]

export const eventTypes: readonly EventType[] = Object.values(contracts)

export type EventName = Contract['name']
export type EventPayload<Name extends EventName> = Static<Extract<Contract, { name: Name }>['payload']>
