/** A form becomes settings, and what the API would not take is named before it is sent. */
import { expect, it } from 'vitest'
import { draftOf, firstDraft, readDraft } from './sending-draft.rules.ts'

it('an untouched form leaves everything as usual', () => {
  expect(readDraft(firstDraft)).toEqual({
    settings: { schedule: null, ratePerSecond: null, inFlightMax: 5, isOrdered: false, asksOwnership: false },
    problems: {},
  })
})

it('settings survive the form', () => {
  const settings = { schedule: [10, 120], ratePerSecond: 20, inFlightMax: 50, isOrdered: true }
  expect(readDraft(draftOf({ ...settings, ownership: 'proved' }))).toEqual({
    settings: { ...settings, asksOwnership: true },
    problems: {},
  })
})

it('each value out of bounds is named', () => {
  const { problems } = readDraft({ ...firstDraft, waits: 'soon', rate: '1001', inFlight: '0' })
  expect(Object.keys(problems)).toEqual(['waits', 'rate', 'inFlight'])
})
