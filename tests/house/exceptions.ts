/** What the house rules allow on purpose, each with its reason; an exception that is no longer needed fails. */

/** Imports that go against a direction on purpose, each with its reason. */
export const allowedImports: Record<string, string> = {
  'server/platform/mail/mail.ts -> nodemailer':
    'the mail server is set by the operator, who may have it inside',
  'server/features/access/mailbox.rules.ts -> server/config.ts': 'a pure reading of one setting',
  'server/features/incoming/apply/plan-receipt.rules.ts -> server/features/ledger/index.ts':
    'the words issuer, sink and member, which are values without anything behind them',
  'server/platform/outbound/addresses.rules.ts -> node:net':
    'whether a text is an address, which asks nobody',
  'server/platform/outbound/url.rules.ts -> node:net': 'whether a text is an address, which asks nobody',
}

/** Rules that hold programs as text, to be shown to people. */
export const showsPrograms = [
  'web/console/pages/webhooks/sending/sender-code.rules.ts',
  'web/console/pages/webhooks/sending/signing-code.rules.ts',
  'web/console/pages/webhooks/sending/python-code.rules.ts',
  'web/console/pages/endpoints/verify/verify-code.rules.ts',
]

/** Files outside of stores that hold SQL: the platform's own stores and what prepares their statements. */
export const platformSql: Record<string, string> = {
  'server/platform/db/database.ts': 'defines `prepared`, and reads the clock of decisions',
  'server/platform/db/bulk-rows.ts': 'writes the inserts of many rows for stores',
  'server/platform/db/long-read.ts': 'settings of a transaction',
  'server/platform/events/events.ts': 'the store of the event log',
  'server/platform/events/reader.ts': 'cursors over the event log',
  'server/platform/jobs/jobs.ts': 'enqueues through the function of graphile-worker',
}

/** Files of the platform that seal, and where their column is declared. */
export const sealedByPlatform: Record<string, string> = {
  'server/platform/http/idempotency.ts': 'server/operate/sealed.ts',
  // Seals anew what is declared there.
  'server/platform/reseal.ts': 'server/operate/sealed.ts',
}

/** Statements about rows of communities that do not name the community, as `file holder`. */
export const withoutCommunity: Record<string, string> = {
  'server/features/access/access.store.ts keysByDigest': 'look-up by the digest of a key',
  'server/features/communities/communities.store.ts communityColumns': 'part of statements that name it',
  'server/features/communities/communities.store.ts listCommunityRows': 'the communities of one account',
  'server/features/communities/invitations.store.ts findInvitationRow': 'look-up by the digest of a link',
  'server/features/communities/linking.store.ts linkMembersByEmail':
    'links a proved e-mail in every community',
  'server/features/communities/linking.store.ts listMembershipRows': 'the memberships of one account',
  'server/features/incoming/accept/accept.store.ts findAddressStatement': 'look-up by the digest of a token',
  'server/features/incoming/apply/apply.store.ts claimStatement': 'claim of the workers',
  'server/features/incoming/apply/apply.store.ts listDueReceipts': 'what the next claim would take',
  'server/features/incoming/apply/queue.store.ts countStatement': 'a figure over the whole installation',
  'server/features/incoming/apply/queue.store.ts oldestStatement': 'a figure over the whole installation',
  'server/features/incoming/awaiting/awaiting.store.ts letGoOfPresent': 'part of statements that name it',
  'server/features/incoming/awaiting/awaiting.store.ts releaseOverdue': 'sweep',
  'server/features/incoming/incoming-jobs.store.ts deleteOldEventIds': 'sweep',
  'server/features/incoming/incoming-jobs.store.ts deleteOldDaySums': 'sweep',
  'server/features/incoming/repairs/queue.store.ts isQueueAtLeast':
    'the length of the one queue of the workers',
  'server/features/incoming/retention/retention.store.ts findWebhookAfter': 'sweep',
  'server/features/incoming/receipts/receipt-pages.store.ts pageOfIds':
    'parts of statements that name it, in pagerOf',
  'server/features/incoming/receipts/receipts.store.ts undoneJoin': 'part of statements that name it',
  'server/features/incoming/repairs/repairs.store.ts withWebhook': 'part of statements that name it',
  'server/features/incoming/repairs/repairs.store.ts listDueRepairs': 'what the workers have to do',
  'server/features/items/apps/app-keys.store.ts appKeysByDigest': 'look-up by the digest of a key',
  'server/features/items/apps/apps.store.ts columns': 'part of statements that name it',
  'server/features/items/gifts/gifts.store.ts gifts': 'part of statements that name it',
  'server/features/items/gifts/gifts.store.ts listDueGifts': 'sweep',
  'server/features/items/images/images.store.ts deleteUnused': 'sweep',
  'server/features/items/metadata/fetches.store.ts claimFetches': 'claim of the workers',
  'server/features/items/metadata/fetches.store.ts hasDueFetch': 'whether the workers have something to do',
  'server/features/items/merges/merges.store.ts merges': 'part of statements that name it',
  'server/features/items/merges/merge-attempts.store.ts listDueMerges': 'sweep',
  'server/features/items/periods/periods.store.ts periodsWithItem': 'part of statements that name it',
  'server/features/items/periods/sweeps.store.ts claimEnded': 'sweep',
  'server/features/items/periods/sweeps.store.ts claimExpiring': 'sweep',
  'server/features/items/periods/sweeps.store.ts isLoud': 'part of statements of sweeps',
  'server/features/items/periods/sweeps.store.ts listLoud': 'sweep',
  'server/features/items/postings/trade-holds.store.ts takeEndedHolds': 'sweep',
  'server/features/items/reconciliations/reconciliations.store.ts deleteOldRuns': 'sweep',
  'server/features/items/proof/items-proof.store.ts listAboveCap': 'proof over the whole installation',
  'server/features/items/proof/items-proof.store.ts listTradeHeldAbove': 'proof over the whole installation',
  'server/features/items/proof/items-proof.store.ts listGaps': 'proof over the whole installation',
  'server/features/items/proof/items-proof.store.ts listWrongCounts': 'proof over the whole installation',
  'server/features/market/proof/market-proof.store.ts listWrongSums': 'proof over the whole installation',
  'server/features/market/proof/market-proof.store.ts listBrokenPromises':
    'proof over the whole installation',
  'server/features/ledger/proof/kept-holds.store.ts listUnpaired': 'proof over the whole installation',
  'server/features/ledger/proof/kept-holds.store.ts listWrongHeld': 'proof over the whole installation',
  'server/features/ledger/proof/kept-holds.store.ts listEndedWithHold': 'proof over the whole installation',
  'server/features/items/proof/items-proof.store.ts heldRecords': 'proof over the whole installation',
  'server/features/market/proof/market-proof.store.ts heldOrders': 'proof over the whole installation',
  'server/features/ledger/proof/sums.store.ts listSums': 'proof over the whole installation',
  'server/features/ledger/proof/sums.store.ts listBelowFloor': 'proof over the whole installation',
  'server/features/ledger/holds/holds.store.ts holdsWithHolder': 'part of statements that name it',
  'server/features/ledger/holds/holds.store.ts lockExpiredHolds': 'sweep',
  'server/features/ledger/logs.store.ts logsOfAll': 'part of statements that name it',
  'server/features/ledger/supplies.store.ts listWrongSupplies': 'proof over the whole installation',
  'server/features/market/endings/endings.store.ts end': 'part of statements that name it',
  'server/features/market/endings/endings.store.ts lockDue': 'sweep',
  'server/features/market/fills/fills.store.ts shown': 'part of statements that name it',
  'server/features/market/mint/list-mints.store.ts shown': 'part of statements that name it',
  'server/features/market/mint/mint-orders.store.ts orders': 'part of statements that name it',
  'server/features/market/mint/mint-orders.store.ts listDueOrders': 'sweep',
  'server/features/market/listings/shown.store.ts shown': 'part of statements that name it',
  'server/features/ledger/verify.store.ts listWrongHolds': 'proof over the whole installation',
  'server/features/insights/alerts/conditions.store.ts listOverdue': 'alerts of all communities',
  'server/features/insights/alerts/conditions.store.ts listFailing': 'alerts of all communities',
  'server/features/insights/alerts/conditions.store.ts listRefusing': 'alerts of all communities',
  'server/features/insights/alerts/conditions.store.ts listSilent': 'alerts of all communities',
  'server/features/insights/alerts/endpoint-conditions.store.ts listEndpointTroubles':
    'alerts of all communities',
  'server/features/insights/alerts/endpoint-conditions.store.ts listRecovered': 'alerts of all communities',
  'server/features/insights/alerts/ledger-conditions.store.ts listBrokenProofs': 'alerts of all communities',
  'server/features/insights/alerts/alerts.store.ts listOpenAlerts': 'alerts of all communities',
  'server/features/insights/alerts/alerts.store.ts markMailed': 'alerts of all communities',
  'server/features/insights/alerts/alerts.store.ts alertsWithSubject': 'part of statements that name it',
  'server/operate/stored.store.ts listOldestIds': 'a figure over the whole installation',
  'server/operate/stored.store.ts readAverageBody': 'a figure over the whole installation',
  'server/features/ledger/verify.store.ts listWrongBalances': 'proof over the whole installation',
  'server/features/ledger/verify.store.ts listRepeatedLines': 'proof over the whole installation',
  'server/features/ledger/verify.store.ts listStrayTransfers': 'proof over the whole installation',
  'server/features/ledger/verify.store.ts countTransfers': 'proof over the whole installation',
  'server/features/outgoing/deliveries/deliveries.store.ts lastMet': 'part of statements that name it',
  'server/features/outgoing/deliveries/deliveries.store.ts endpointJoin': 'part of statements that name it',
  'server/features/outgoing/deliveries/deliveries.store.ts queueJoin': 'part of statements that name it',
  'server/features/outgoing/deliveries/deliveries.store.ts outcomeJoin': 'part of statements that name it',
  'server/features/outgoing/listening/listeners.store.ts listUnheard': 'sweep',
  'server/features/outgoing/retention/retention.store.ts isAnyWaiting': 'sweep',
  'server/features/outgoing/retention/retention.store.ts listSendingCommunities': 'sweep',
  'server/features/outgoing/queue/figures.store.ts lanesStatement': 'a figure over the whole installation',
  'server/features/outgoing/queue/figures.store.ts failedStatement': 'a figure over the whole installation',
  'server/features/outgoing/replays/replays.store.ts withEndpoint': 'part of statements that name it',
  'server/features/outgoing/replays/replays.store.ts listRunningReplays': 'what the workers have to do',
  'server/features/outgoing/portal/portal-links.store.ts selectByDigest': 'look-up by the digest of a link',
  'server/features/outgoing/sending/claim.store.ts lanesStatement': 'claim of the workers',
  'server/features/outgoing/sending/release.store.ts releaseStatement': 'claim of the workers',
  'server/features/outgoing/planning/planning.store.ts patternsStatement': 'reader of the log',
  'server/features/outgoing/queue/figures.store.ts oldestStatement': 'a figure over the whole installation',
  'server/platform/events/lag.store.ts horizonStatement': 'reader of the log',
  'server/platform/events/lag.store.ts readersStatement': 'reader of the log',
}
