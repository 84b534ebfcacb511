/** The flows that are tried as the test player, in words, and which items each is for. Pure. */
import type { AppEventType } from '../../../../../contracts/endpoint-wire.ts'
import type { Item } from '../../../../../contracts/items.ts'
import type { TestStepName } from '../../../../../contracts/test-players.ts'

export const exampleForms: readonly { name: string; type: AppEventType }[] = [
  { name: 'ItemMergeRequested', type: 'merge.requested' },
  { name: 'SellOrderCreated', type: 'sell_order.created' },
  { name: 'TokenAmountChanged', type: 'inventory.changed' },
  { name: 'SubActivated', type: 'active_time.changed' },
]

interface Flow {
  step: TestStepName
  label: string
  /** What comes of it. */
  hint: string
  hasPrice: boolean
}

const flows: readonly Flow[] = [
  {
    step: 'grant',
    label: 'Grant units',
    hint: 'Units of permanent items are told by TokenAmountChanged.',
    hasPrice: false,
  },
  { step: 'merge', label: 'Merge', hint: 'Told by ItemMergeRequested; the answer counts.', hasPrice: false },
  { step: 'activation', label: 'Activate', hint: 'Told by SubActivated.', hasPrice: false },
  { step: 'sell_order', label: 'Sell order', hint: 'Told by SellOrderCreated of kind sell.', hasPrice: true },
  {
    step: 'mint_order',
    label: 'Mint order',
    hint: 'Told by SellOrderCreated of kind mint; the answer counts.',
    hasPrice: true,
  },
]

type Tried = Pick<Item, 'kind' | 'isMarketable' | 'isMintable'>

const isFor: Record<TestStepName, (item: Tried) => boolean> = {
  grant: () => true,
  merge: ({ kind }) => kind === 'mergeable',
  activation: ({ kind }) => kind === 'time_limited',
  sell_order: ({ isMarketable }) => isMarketable,
  mint_order: ({ isMintable, isMarketable }) => isMintable && isMarketable,
}

/** What can be tried with an item. */
export const flowsOf = (item: Tried): readonly Flow[] => flows.filter(({ step }) => isFor[step](item))

export const flowOf = (step: TestStepName): Flow =>
  flows.find((flow) => flow.step === step) ?? (flows[0] as Flow)

/** What was done, in a sentence. */
export function stepDone(step: TestStepName, quantity: number): string {
  const units = quantity === 1 ? '1 unit' : `${quantity} units`
  return {
    grant: `The test player was given ${units}`,
    merge: `The merge of ${units} was asked for`,
    activation: `${units} used up: the item is active`,
    sell_order: `${units} put up for sale, for nobody to buy`,
    mint_order: `The mint order of ${units} was asked for`,
  }[step]
}
