/** Chooses at random what is worth trying next in the economy of items. */
import { type EconomyModel, isOpen } from './economy-model.ts'
import { boost, ore, type Step } from './economy-steps.ts'
import type { Random } from './random.ts'

const kinds: readonly Step['kind'][] = [
  ...(['grant', 'grant', 'take', 'pay', 'rates', 'wait'] as const),
  ...(['offer', 'offer', 'offer', 'accept', 'accept', 'reject', 'withdraw'] as const),
  ...(['merge', 'merge', 'confirm', 'refuse', 'recall', 'activate'] as const),
  ...(['list', 'list', 'list', 'reprice', 'buy', 'buy', 'buy', 'buy', 'cancel'] as const),
]

/** Mostly by whom it concerns and as they have just seen it; now and then by somebody else, of what is over, or too much. */
export function chooseStep(random: Random, model: EconomyModel): Step {
  const { integer } = random
  const kind = kinds[integer(0, kinds.length - 1)] ?? 'wait'
  const who = integer(0, model.members.length - 1)
  const item = integer(0, 3) === 0 ? boost : ore
  const quantity = integer(1, integer(0, 14) === 0 ? 40 : 6)
  const gift = pick(random, model.gifts, ({ state }) => state === 'offered')
  const merge = pick(random, model.merges, ({ state }) => state === 'requested')
  const listing = pick(random, model.listings, isOpen)
  const mostly = (rightful: number | undefined) => (integer(0, 9) === 0 ? who : (rightful ?? who))
  switch (kind) {
    case 'pay':
      return { kind, who, amount: integer(1, 1500) }
    case 'grant':
      return { kind, who, item, quantity: integer(1, 25) }
    case 'take':
      return { kind, who, item, quantity }
    case 'offer':
      return { kind, who, to: integer(0, model.members.length - 1), item, quantity, hours: integer(1, 72) }
    case 'accept':
    case 'reject':
      return { kind, who: mostly(model.gifts[gift]?.to), gift }
    case 'withdraw':
      return { kind, who: mostly(model.gifts[gift]?.from), gift }
    case 'merge':
      return { kind, who, item, quantity }
    case 'confirm':
    case 'refuse':
      return { kind, merge }
    case 'recall':
      return { kind, who: mostly(model.merges[merge]?.who), merge }
    case 'activate':
      return { kind, who, item: integer(0, 4) === 0 ? ore : boost, units: integer(1, 3) }
    case 'list':
      return {
        ...{ kind, who, item, quantity, price: integer(1, 60), hours: integer(1, 90) },
        isWhole: integer(0, 5) === 0,
      }
    case 'reprice':
      return { kind, who: mostly(model.listings[listing]?.seller), listing, price: integer(1, 60) }
    case 'cancel':
      return { kind, who: mostly(model.listings[listing]?.seller), listing }
    case 'buy': {
      const { price = 1, terms = 1 } = model.listings[listing] ?? {}
      const late = integer(0, 11) === 0 ? 1 : 0
      return { kind, who, listing, quantity: integer(1, 5), price, terms: terms + late }
    }
    case 'rates':
      return { kind, feeBps: integer(0, 20) * 100, royaltyBps: integer(0, 10) * 50 }
    case 'wait':
      return { kind, hours: integer(1, 8) }
  }
}

/** Mostly one that is still open, by its place; else any, or one that is not there yet. */
function pick<Made>({ integer }: Random, made: readonly Made[], isLive: (one: Made) => boolean): number {
  const live = made.flatMap((one, index) => (isLive(one) ? [index] : []))
  const any = integer(0, made.length)
  return integer(0, 4) === 0 ? any : (live[integer(0, Math.max(0, live.length - 1))] ?? any)
}
