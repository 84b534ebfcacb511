/** The feature that an endpoint belongs to: the sections of the reference page. */
import { accessEndpoints } from '../contracts/access.ts'
import { appFeedEndpoints } from '../contracts/app-feed.ts'
import { appKeyEndpoints } from '../contracts/app-keys.ts'
import { appEndpoints } from '../contracts/apps.ts'
import { auditEndpoints } from '../contracts/audit.ts'
import { communitiesEndpoints } from '../contracts/communities.ts'
import { conservationEndpoints } from '../contracts/conservation.ts'
import { currencyEndpoints } from '../contracts/currencies.ts'
import { deliveryEndpoints } from '../contracts/deliveries.ts'
import { dryRunEndpoints } from '../contracts/dry-runs.ts'
import type { Endpoint } from '../contracts/endpoint.ts'
import { eventEndpoints } from '../contracts/event-log.ts'
import { eventTypeEndpoints } from '../contracts/event-types.ts'
import { fieldsEndpoints } from '../contracts/fields.ts'
import { fillEndpoints } from '../contracts/fills.ts'
import { giftEndpoints } from '../contracts/gifts.ts'
import { holdEndpoints } from '../contracts/holds.ts'
import { imageEndpoints } from '../contracts/images.ts'
import { incomingEndpoints } from '../contracts/incoming.ts'
import { insightsEndpoints } from '../contracts/insights.ts'
import { installationEndpoints } from '../contracts/installation.ts'
import { inventoryEndpoints } from '../contracts/inventory.ts'
import { itemMetadataEndpoints } from '../contracts/item-metadata.ts'
import { itemEndpoints } from '../contracts/items.ts'
import { ledgerEndpoints } from '../contracts/ledger.ts'
import { listenerEndpoints } from '../contracts/listeners.ts'
import { listingEndpoints } from '../contracts/listings.ts'
import { marketEndpoints } from '../contracts/market.ts'
import { mergeEndpoints } from '../contracts/merges.ts'
import { mintOrderEndpoints } from '../contracts/mint-orders.ts'
import { outgoingEndpoints } from '../contracts/outgoing.ts'
import { periodEndpoints } from '../contracts/periods.ts'
import { portalEndpoints } from '../contracts/portal.ts'
import { postingEndpoints } from '../contracts/postings.ts'
import { receiptEndpoints } from '../contracts/receipts.ts'
import { reconciliationEndpoints } from '../contracts/reconciliations.ts'
import { repairEndpoints } from '../contracts/repairs.ts'
import { replayEndpoints } from '../contracts/replays.ts'
import { retentionEndpoints } from '../contracts/retention.ts'
import { samplesEndpoints } from '../contracts/samples.ts'
import { testFlowEndpoints, testPlayerEndpoints } from '../contracts/test-players.ts'
import { trialEndpoints } from '../contracts/trials.ts'

const sections: Record<string, readonly Endpoint[]> = {
  access: accessEndpoints,
  audit: auditEndpoints,
  communities: communitiesEndpoints,
  fields: fieldsEndpoints,
  ledger: [...ledgerEndpoints, ...currencyEndpoints, ...holdEndpoints, ...conservationEndpoints],
  outgoing: [
    ...eventTypeEndpoints,
    ...eventEndpoints,
    ...outgoingEndpoints,
    ...deliveryEndpoints,
    ...listenerEndpoints,
    ...replayEndpoints,
    ...portalEndpoints,
  ],
  incoming: [
    ...incomingEndpoints,
    ...dryRunEndpoints,
    ...receiptEndpoints,
    ...repairEndpoints,
    ...trialEndpoints,
    ...retentionEndpoints,
  ],
  items: [
    ...appEndpoints,
    ...appKeyEndpoints,
    ...itemEndpoints,
    ...itemMetadataEndpoints,
    ...imageEndpoints,
    ...postingEndpoints,
    ...inventoryEndpoints,
    ...appFeedEndpoints,
    ...reconciliationEndpoints,
    ...mergeEndpoints,
    ...periodEndpoints,
    ...giftEndpoints,
    ...testPlayerEndpoints,
  ],
  market: [
    ...marketEndpoints,
    ...listingEndpoints,
    ...fillEndpoints,
    ...mintOrderEndpoints,
    ...testFlowEndpoints,
  ],
  insights: insightsEndpoints,
  samples: samplesEndpoints,
  installation: installationEndpoints,
}

export function tagOf(endpoint: Endpoint): string {
  const section = Object.entries(sections).find(([, endpoints]) => endpoints.includes(endpoint))
  return section?.[0] ?? 'other'
}
