/** What the form of the face settings sends. */
import { expect, it } from 'vitest'
import type { AppWebhook } from '../../../../../contracts/apps.ts'
import { changesOfFace, draftOfFace, problemsOfFace } from './face-draft.rules.ts'

const webhook: AppWebhook = {
  ...{ url: null, endpointId: null, state: null, revision: 0 },
  settings: {
    ...{
      unknownUser: 'empty',
      userEmailForm: 'real',
      confirmMode: 'on_2xx',
      mergeDeadlineS: 259_200,
      mintDeadlineS: 5_400,
    },
    ...{ resendAfterUnknown: true, sellOrderCreatedFor: 'all', tokenAmountChangedScope: 'changed' },
    ...{ subActivatedOnRevoke: false, subActivatedOnExpiry: false },
  },
}

it('nothing is sent of a form that nobody touched', () => {
  expect(draftOfFace(webhook)).toMatchObject({ mergeDeadlineS: '72', mintDeadlineS: '1.5' })
  expect(changesOfFace(draftOfFace(webhook), webhook)).toEqual({})
})

it('only what was changed is sent, deadlines in seconds', () => {
  const draft = { ...draftOfFace(webhook), confirmMode: 'explicit' as const, mergeDeadlineS: '24' }
  expect(changesOfFace(draft, webhook)).toEqual({ confirmMode: 'explicit', mergeDeadlineS: 86_400 })
})

it('a deadline is an hour to thirty days', () => {
  const draft = draftOfFace(webhook)
  expect(problemsOfFace(draft)).toEqual({})
  for (const hours of ['', '0.5', '721', 'soon']) {
    expect(problemsOfFace({ ...draft, mergeDeadlineS: hours })).toHaveProperty('mergeDeadlineS')
  }
})
