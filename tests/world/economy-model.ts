/**
 * What the economy of items promises, as a few numbers and without a database: members with coins and units, gifts,
 * merges, listings, active time. Written from the rules alone, to be held against the product. Time is counted in hours.
 */
import { boost, type Outcome, ore, rules, type Step } from './economy-steps.ts'

interface Member {
  coins: number
  /** By item: what they can use, and what lies in their gifts, merges and listings. */
  free: [number, number]
  held: [number, number]
  activeUntil: number | null
}

export interface ModelGift {
  from: number
  to: number
  item: number
  quantity: number
  until: number
  state: 'offered' | 'accepted' | 'rejected' | 'canceled' | 'expired'
}

export interface ModelMerge {
  who: number
  quantity: number
  until: number
  state: 'requested' | 'confirmed' | 'rejected' | 'canceled' | 'expired'
}

export interface ModelListing {
  seller: number
  item: number
  price: number
  terms: number
  filled: number
  remaining: number
  returned: number
  until: number
  isWhole: boolean
  state: 'active' | 'partly_filled' | 'filled' | 'canceled' | 'expired'
  rates: Rates
  carried: Rates
}

interface Rates {
  feeBps: number
  royaltyBps: number
}

export const isOpen = ({ state }: ModelListing) => state === 'active' || state === 'partly_filled'

export class EconomyModel {
  readonly members: Member[]
  readonly gifts: ModelGift[] = []
  readonly merges: ModelMerge[] = []
  readonly listings: ModelListing[] = []
  treasury = 0
  fees = 0
  hour = 0
  rates: Rates = { feeBps: 500, royaltyBps: 500 }

  constructor(memberCount: number) {
    this.members = Array.from({ length: memberCount }, () => ({
      ...{ coins: 0, activeUntil: null },
      ...{ free: [0, 0] as [number, number], held: [0, 0] as [number, number] },
    }))
  }

  /** Does it, or says why not and changes nothing. */
  take(step: Step): Outcome {
    switch (step.kind) {
      case 'pay':
        this.of(step.who).coins += step.amount
        return 'done'
      case 'grant':
        return this.grant(step)
      case 'take':
        return this.spend(step.who, step.item, step.quantity)
      case 'offer':
        return this.offer(step)
      case 'accept':
      case 'reject':
      case 'withdraw':
        return this.answerGift(step.kind, step.who, this.gifts[step.gift])
      case 'merge':
        return this.merge(step)
      case 'confirm':
      case 'refuse':
        return this.endMerge(this.merges[step.merge], step.kind === 'confirm' ? 'confirmed' : 'rejected')
      case 'recall': {
        const merge = this.merges[step.merge]
        return merge?.who === step.who ? this.endMerge(merge, 'canceled') : 'not_found'
      }
      case 'activate':
        return this.activate(step)
      case 'list':
        return this.list(step)
      case 'reprice':
        return this.reprice(step)
      case 'buy':
        return this.buy(step)
      case 'cancel':
        return this.cancel(step)
      case 'rates':
        this.rates = { feeBps: step.feeBps, royaltyBps: step.royaltyBps }
        return 'done'
      case 'wait':
        return this.wait(step.hours)
    }
  }

  private of(who: number): Member {
    return this.members[who] as Member
  }

  private owned(who: number, item: number): number {
    const { free, held } = this.of(who)
    return (free[item] ?? 0) + (held[item] ?? 0)
  }

  private hasRoom(who: number, item: number, quantity: number): boolean {
    return item !== ore || this.owned(who, item) + quantity <= rules.perMember
  }

  private move(who: number, item: number, free: number, held: number): void {
    const member = this.of(who)
    member.free[item] = (member.free[item] ?? 0) + free
    member.held[item] = (member.held[item] ?? 0) + held
  }

  private grant({ who, item, quantity }: Extract<Step, { kind: 'grant' | 'take' }>): Outcome {
    const circulating = this.members.reduce((sum, _each, index) => sum + this.owned(index, item), 0)
    if (item === ore && circulating + quantity > rules.cap) return 'supply_exhausted'
    if (!this.hasRoom(who, item, quantity)) return 'member_limit'
    this.move(who, item, quantity, 0)
    return 'done'
  }

  /** Out of existence, or into what it is held for. */
  private spend(who: number, item: number, quantity: number, isHeld = false): Outcome {
    if ((this.of(who).free[item] ?? 0) < quantity) return 'insufficient_balance'
    this.move(who, item, -quantity, isHeld ? quantity : 0)
    return 'done'
  }

  private offer({ who, to, item, quantity, hours }: Extract<Step, { kind: 'offer' }>): Outcome {
    if (who === to) return 'not_giftable'
    if ((this.of(who).free[item] ?? 0) < quantity) return 'insufficient_balance'
    if (!this.hasRoom(to, item, quantity)) return 'member_limit'
    this.spend(who, item, quantity, true)
    this.gifts.push({ from: who, to, item, quantity, until: this.hour + hours, state: 'offered' })
    return 'done'
  }

  private answerGift(
    kind: 'accept' | 'reject' | 'withdraw',
    who: number,
    gift: ModelGift | undefined,
  ): Outcome {
    if (!gift || who !== (kind === 'withdraw' ? gift.from : gift.to)) return 'not_found'
    const state = ({ accept: 'accepted', reject: 'rejected', withdraw: 'canceled' } as const)[kind]
    if (gift.state === state) return 'done'
    if (gift.state !== 'offered') return 'gift_not_pending'
    const { from, to, item, quantity } = gift
    if (state === 'accepted' && !this.hasRoom(to, item, quantity)) return 'member_limit'
    gift.state = state
    this.move(from, item, 0, -quantity)
    this.move(state === 'accepted' ? to : from, item, quantity, 0)
    return 'done'
  }

  private merge({ who, item, quantity }: Extract<Step, { kind: 'merge' }>): Outcome {
    if (item !== ore) return 'wrong_kind'
    const open = this.merges.filter((each) => each.who === who && each.state === 'requested')
    if (open.length >= rules.openMerges) return 'limit_reached'
    const outcome = this.spend(who, item, quantity, true)
    if (outcome !== 'done') return outcome
    this.merges.push({ who, quantity, until: this.hour + rules.mergeHours, state: 'requested' })
    return 'done'
  }

  private endMerge(merge: ModelMerge | undefined, state: Exclude<ModelMerge['state'], 'requested'>): Outcome {
    if (!merge) return 'not_found'
    if (merge.state === state) return 'done'
    if (merge.state !== 'requested') return 'merge_not_pending'
    merge.state = state
    this.move(merge.who, ore, state === 'confirmed' ? 0 : merge.quantity, -merge.quantity)
    return 'done'
  }

  private activate({ who, item, units }: Extract<Step, { kind: 'activate' }>): Outcome {
    if (item !== boost) return 'wrong_kind'
    const outcome = this.spend(who, item, units)
    if (outcome !== 'done') return outcome
    const member = this.of(who)
    member.activeUntil = Math.max(this.hour, member.activeUntil ?? 0) + units * rules.boostHours
    return 'done'
  }

  private list({ who, item, quantity, price, hours, isWhole }: Extract<Step, { kind: 'list' }>): Outcome {
    const open = this.listings.filter((each) => each.seller === who && each.item === item && isOpen(each))
    if (open.length >= rules.listingsPerBook) return 'limit_reached'
    const outcome = this.spend(who, item, quantity, true)
    if (outcome !== 'done') return outcome
    const { royaltyBps } = this.rates
    this.listings.push({
      ...{ seller: who, item, price, isWhole, terms: 1, until: this.hour + hours, state: 'active' },
      ...{ filled: 0, remaining: quantity, returned: 0 },
      rates: { royaltyBps, feeBps: Math.min(this.rates.feeBps, 9500 - royaltyBps) },
      carried: { feeBps: 0, royaltyBps: 0 },
    })
    return 'done'
  }

  private reprice({ who, listing: index, price }: Extract<Step, { kind: 'reprice' }>): Outcome {
    const listing = this.listings[index]
    if (!listing) return 'not_found'
    if (listing.seller !== who) return 'forbidden'
    if (!isOpen(listing)) return 'order_closed'
    if (listing.price === price) return 'done'
    listing.price = price
    listing.terms += 1
    return 'done'
  }

  private buy({ who, listing: index, quantity, price, terms }: Extract<Step, { kind: 'buy' }>): Outcome {
    const listing = this.listings[index]
    if (!listing) return 'not_found'
    if (listing.state === 'canceled' || listing.state === 'expired') return 'order_closed'
    if (listing.seller === who) return 'own_order'
    if (listing.price !== price || listing.terms !== terms) return 'terms_changed'
    if (quantity > listing.remaining || (listing.isWhole && quantity !== listing.remaining))
      return 'stock_changed'
    const gross = quantity * price
    if (this.of(who).coins < gross) return 'insufficient_balance'
    if (!this.hasRoom(who, listing.item, quantity)) return 'member_limit'
    this.pay(who, listing, gross)
    listing.filled += quantity
    listing.remaining -= quantity
    listing.state = listing.remaining === 0 ? 'filled' : 'partly_filled'
    this.move(listing.seller, listing.item, 0, -quantity)
    this.move(who, listing.item, quantity, 0)
    return 'done'
  }

  /** Whole coins of fee and royalty as soon as they are owed; the fraction stays with the order. */
  private pay(buyer: number, { seller, rates, carried }: ModelListing, gross: number): void {
    carried.royaltyBps += gross * Math.min(rates.royaltyBps, this.rates.royaltyBps)
    carried.feeBps += gross * Math.min(rates.feeBps, this.rates.feeBps)
    const royalty = Math.min(Math.floor(carried.royaltyBps / 10_000), gross)
    const fee = Math.min(Math.floor(carried.feeBps / 10_000), gross - royalty)
    carried.royaltyBps -= royalty * 10_000
    carried.feeBps -= fee * 10_000
    this.of(buyer).coins -= gross
    this.of(seller).coins += gross - royalty - fee
    this.treasury += royalty
    this.fees += fee
  }

  private cancel({ who, listing: index }: Extract<Step, { kind: 'cancel' }>): Outcome {
    const listing = this.listings[index]
    if (!listing) return 'not_found'
    if (listing.seller !== who) return 'forbidden'
    if (!isOpen(listing)) return 'order_closed'
    this.close(listing, 'canceled')
    return 'done'
  }

  private close(listing: ModelListing, state: 'canceled' | 'expired'): void {
    const { seller, item, remaining } = listing
    Object.assign(listing, { state, returned: remaining, remaining: 0 })
    this.move(seller, item, remaining, -remaining)
  }

  /** What is over goes back. */
  private wait(hours: number): Outcome {
    this.hour += hours
    for (const gift of this.gifts) {
      if (gift.state !== 'offered' || gift.until > this.hour) continue
      gift.state = 'expired'
      this.move(gift.from, gift.item, gift.quantity, -gift.quantity)
    }
    for (const merge of this.merges) if (merge.until <= this.hour) this.endMerge(merge, 'expired')
    for (const listing of this.listings)
      if (isOpen(listing) && listing.until <= this.hour) this.close(listing, 'expired')
    return 'done'
  }
}
