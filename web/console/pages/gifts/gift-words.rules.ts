/** States of gifts in words. */
import type { Gift } from '../../../../contracts/gifts.ts'
import type { Tone } from '../../../ui/badge.tsx'

export const giftStates: Readonly<Record<Gift['state'], { word: string; tone: Tone }>> = {
  offered: { word: 'Offered', tone: 'accent' },
  accepted: { word: 'Accepted', tone: 'good' },
  rejected: { word: 'Rejected', tone: 'bad' },
  canceled: { word: 'Canceled', tone: 'neutral' },
  expired: { word: 'Expired', tone: 'neutral' },
}

export const giftStateOptions = Object.entries(giftStates).map(([value, { word }]) => ({
  value,
  label: word,
}))

export const giftStateNamed = (text: string | undefined): Gift['state'] | undefined =>
  text !== undefined && text in giftStates ? (text as Gift['state']) : undefined
