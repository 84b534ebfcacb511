/** Every endpoint of the native API, in the order of the features. */
import { accessEndpoints } from './access.ts'
import { appFeedEndpoints } from './app-feed.ts'
import { appKeyEndpoints } from './app-keys.ts'
import { appEndpoints } from './apps.ts'
import { auditEndpoints } from './audit.ts'
import { communitiesEndpoints } from './communities.ts'
import { conservationEndpoints } from './conservation.ts'
import { currencyEndpoints } from './currencies.ts'
import { deliveryEndpoints } from './deliveries.ts'
import { dryRunEndpoints } from './dry-runs.ts'
import { eventEndpoints } from './event-log.ts'
import { eventTypeEndpoints } from './event-types.ts'
import { fieldsEndpoints } from './fields.ts'
import { fillEndpoints } from './fills.ts'
import { giftEndpoints } from './gifts.ts'
import { holdEndpoints } from './holds.ts'
import { imageEndpoints } from './images.ts'
import { incomingEndpoints } from './incoming.ts'
import { insightsEndpoints } from './insights.ts'
import { installationEndpoints } from './installation.ts'
import { inventoryEndpoints } from './inventory.ts'
import { itemMetadataEndpoints } from './item-metadata.ts'
import { itemEndpoints } from './items.ts'
import { ledgerEndpoints } from './ledger.ts'
import { listenerEndpoints } from './listeners.ts'
import { listingEndpoints } from './listings.ts'
import { marketEndpoints } from './market.ts'
import { mergeEndpoints } from './merges.ts'
import { mintOrderEndpoints } from './mint-orders.ts'
import { outgoingEndpoints } from './outgoing.ts'
import { periodEndpoints } from './periods.ts'
import { portalEndpoints } from './portal.ts'
import { postingEndpoints } from './postings.ts'
import { receiptEndpoints } from './receipts.ts'
import { reconciliationEndpoints } from './reconciliations.ts'
import { repairEndpoints } from './repairs.ts'
import { replayEndpoints } from './replays.ts'
import { retentionEndpoints } from './retention.ts'
import { samplesEndpoints } from './samples.ts'
import { testFlowEndpoints, testPlayerEndpoints } from './test-players.ts'
import { trialEndpoints } from './trials.ts'

export const endpoints = [
  ...accessEndpoints,
  ...auditEndpoints,
  ...communitiesEndpoints,
  ...fieldsEndpoints,
  ...ledgerEndpoints,
  ...currencyEndpoints,
  ...holdEndpoints,
  ...conservationEndpoints,
  ...eventTypeEndpoints,
  ...eventEndpoints,
  ...outgoingEndpoints,
  ...deliveryEndpoints,
  ...listenerEndpoints,
  ...replayEndpoints,
  ...portalEndpoints,
  ...incomingEndpoints,
  ...dryRunEndpoints,
  ...receiptEndpoints,
  ...repairEndpoints,
  ...retentionEndpoints,
  ...trialEndpoints,
  ...appEndpoints,
  ...appKeyEndpoints,
  ...itemEndpoints,
  ...itemMetadataEndpoints,
  ...imageEndpoints,
  ...postingEndpoints,
  ...inventoryEndpoints,
  ...mergeEndpoints,
  ...periodEndpoints,
  ...marketEndpoints,
  ...listingEndpoints,
  ...fillEndpoints,
  ...giftEndpoints,
  ...appFeedEndpoints,
  ...reconciliationEndpoints,
  ...mintOrderEndpoints,
  ...testPlayerEndpoints,
  ...testFlowEndpoints,
  ...insightsEndpoints,
  ...samplesEndpoints,
  ...installationEndpoints,
] as const

export type EndpointName = (typeof endpoints)[number]['name']
export type EndpointNamed<Name extends EndpointName> = Extract<(typeof endpoints)[number], { name: Name }>
