/** The ledger: every change of XP and coins is a posting here, and nowhere else. */
import { builtInAssets } from '../../../contracts/ledger.ts'
import { communities } from '../communities/index.ts'
import type { Feature } from '../feature.ts'
import { startBatchLane } from './batch-lane.ts'
import { expireBatch } from './holds/expire-holds.ts'
import { startExpiryWorker } from './holds/expiry-worker.ts'
import { ledgerRoutes } from './ledger.routes.ts'
import { insertAssets } from './ledger.store.ts'
import type { Posting, PostingOutcome } from './posting.ts'

export {
  feeAccount,
  feeAccounts,
  holdAccount,
  issuer,
  member,
  sink,
  treasury,
} from './accounts.rules.ts'
export { type Adjustment, adjustBalance } from './adjust-balance.ts'
export type { HoldNumbers } from './holds/holds.rules.ts'
export {
  type HeldRow,
  insertHold,
  listComingRows,
  listHeldRows,
  updateHold,
  updateHolds,
} from './holds/holds.store.ts'
export { endHold, type KeptHold, placeHold } from './holds/kept-holds.ts'
export { isItemAsset, itemAsset } from './item-assets.rules.ts'
export { nameItemAssets } from './item-names.store.ts'
export { type Balances, balanceKey, post } from './ledger.rules.ts'
export { listAssetRows, listBalanceRows, listLivingAssetRows } from './ledger.store.ts'
export { type OpenPostings, openPostings, postIn } from './post-in.ts'
export type {
  AccountRef,
  PostedTransfer,
  Posting,
  PostingOutcome,
  Shortfall,
  ShortfallChoice,
  TransferDraft,
} from './posting.ts'
export type { KeptHolds, WrongRecord } from './proof/kept-holds.store.ts'
export { inWords, keptHoldsChecks, ofRecord } from './proof/kept-holds-checks.ts'
export { ledgerChecks } from './proof/ledger-checks.ts'
export { type Check, checkOf, type Finding, type Scope } from './proof/proof.ts'
export { conservationJob, type RequestedCheck } from './proof/request-check.ts'
export { finishRun, insertRun, noteSteps } from './proof/runs.store.ts'
export { inScope } from './proof/scope.store.ts'
export { listSums } from './proof/sums.store.ts'
export { type ReversalOutcome, reversePostings } from './reverse-postings.ts'
export { type IssuedRow, listIssuedRows } from './supplies.store.ts'
export { type LedgerProof, verifyLedger } from './verify-ledger.ts'

export interface LedgerOffer {
  /** Posts one posting through the batch lane; for changes that are nothing but this posting. */
  postTransfers: (posting: Posting) => Promise<PostingOutcome>
  /** Gives back what remains of one batch of holds whose time is over; answers how many. */
  expireSome: () => Promise<number>
}

const assetNames = { xp: 'XP', coins: 'Coins' } as const

export const ledger: Feature<LedgerOffer> = {
  name: 'ledger',
  async start(ctx, started) {
    const assets = builtInAssets.map((code) => ({ code, name: assetNames[code] }))
    started.of(communities).onCommunityCreated((tx, communityId) => insertAssets(tx, communityId, assets))
    const lane = startBatchLane(ctx)
    const expiry = startExpiryWorker(ctx)
    return {
      routes: ledgerRoutes,
      offer: { postTransfers: lane.take, expireSome: () => expireBatch(ctx) },
      async stop() {
        await expiry.stop()
        await lane.stop()
      },
    }
  },
}
