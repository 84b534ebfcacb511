/** How an endpoint is sent to, as it stands in a form, and what of it the API takes. */
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { readWaits, writeWaits } from './waits.rules.ts'

export interface SendingDraft {
  waits: string
  rate: string
  inFlight: string
  isOrdered: boolean
  asksOwnership: boolean
}

type Saved = Pick<OutgoingEndpoint, 'schedule' | 'ratePerSecond' | 'inFlightMax' | 'isOrdered' | 'ownership'>
export type SendingSettings = Omit<Saved, 'ownership'> & { asksOwnership: boolean }
export type SendingProblems = { [Key in keyof SendingDraft]?: string }

export const firstDraft: SendingDraft = {
  waits: '',
  rate: '',
  inFlight: '5',
  isOrdered: false,
  asksOwnership: false,
}

export const draftOf = (endpoint: Saved): SendingDraft => ({
  waits: writeWaits(endpoint.schedule),
  rate: endpoint.ratePerSecond === null ? '' : String(endpoint.ratePerSecond),
  inFlight: String(endpoint.inFlightMax),
  isOrdered: endpoint.isOrdered,
  asksOwnership: endpoint.ownership !== 'unasked',
})

export function readDraft(draft: SendingDraft): { settings: SendingSettings; problems: SendingProblems } {
  const waits = readWaits(draft.waits)
  const rate = draft.rate.trim() === '' ? null : wholeNumber(draft.rate, 1000)
  const inFlight = wholeNumber(draft.inFlight, 50)
  return {
    settings: {
      schedule: 'waits' in waits ? waits.waits : null,
      ratePerSecond: rate ?? null,
      inFlightMax: inFlight ?? 1,
      isOrdered: draft.isOrdered,
      asksOwnership: draft.asksOwnership,
    },
    problems: {
      ...('problem' in waits ? { waits: waits.problem } : {}),
      ...(rate === undefined ? { rate: 'A whole number from 1 to 1,000, or nothing.' } : {}),
      ...(inFlight === undefined ? { inFlight: 'A whole number from 1 to 50.' } : {}),
    },
  }
}

function wholeNumber(text: string, most: number): number | undefined {
  const value = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0
  return value >= 1 && value <= most ? value : undefined
}
