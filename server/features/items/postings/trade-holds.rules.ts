/** Trade holds: how long units that came are held, and which of them are used up first. */

const hourMs = 3_600_000

/**
 * As the item says, and not shorter than the community says. Rounded up to the full hour, so that the same hour's grants
 * end together. Null for no hold.
 */
export function tradeHoldUntil(now: Date, ofItemS: number, floorS: number): Date | null {
  const seconds = Math.max(ofItemS, floorS)
  if (seconds === 0) return null
  return new Date(Math.ceil((now.getTime() + seconds * 1000) / hourMs) * hourMs)
}

export interface TradeHold {
  id: string
  quantity: number
  until: Date
}

/** What is left of the holds when so many units go: those held longest go first. 0 for a hold that is used up. */
export function spendTradeHeld(
  holds: readonly TradeHold[],
  quantity: number,
): { id: string; quantity: number }[] {
  const changed: { id: string; quantity: number }[] = []
  let wanted = quantity
  for (const hold of [...holds].sort((one, other) => other.until.getTime() - one.until.getTime())) {
    if (wanted === 0) break
    const used = Math.min(hold.quantity, wanted)
    wanted -= used
    changed.push({ id: hold.id, quantity: hold.quantity - used })
  }
  return changed
}
