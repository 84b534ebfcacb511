/** The icon of a currency, beside its name; a currency without one shows the plain coins. */
import {
  Coins,
  Crown,
  Flame,
  Gem,
  Heart,
  Leaf,
  type LucideIcon,
  Shield,
  Star,
  Swords,
  Ticket,
  Trophy,
  Zap,
} from 'lucide-react'
import type { CurrencyIcon as IconName } from '../../contracts/currencies.ts'

const icons: Record<IconName, LucideIcon> = {
  coins: Coins,
  gem: Gem,
  star: Star,
  crown: Crown,
  trophy: Trophy,
  ticket: Ticket,
  heart: Heart,
  flame: Flame,
  zap: Zap,
  shield: Shield,
  swords: Swords,
  leaf: Leaf,
}

export const currencyIconNames = Object.keys(icons) as IconName[]

export function CurrencyIcon({ icon }: { icon: string | null }) {
  const Shown = icons[(icon ?? 'coins') as IconName] ?? Coins
  return <Shown aria-hidden className="size-4 shrink-0 text-ink-3" />
}
