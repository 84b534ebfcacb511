/** How the wire of a game behaves where games differ: settings of one app, with the defaults that suit most. */
import Type, { type Static } from 'typebox'
import { oneOf } from './values.ts'

export const confirmModes = ['on_2xx', 'explicit'] as const
export type ConfirmMode = (typeof confirmModes)[number]

export const userEmailForms = ['real', 'alias'] as const

export const deadlineSecondsMin = 3_600
export const deadlineSecondsMax = 2_592_000
const deadlineDefault = 259_200
const deadline = (description: string) =>
  Type.Integer({ minimum: deadlineSecondsMin, maximum: deadlineSecondsMax, description })

export const FaceSettings = Type.Object(
  {
    unknownUser: oneOf(
      ['empty', 'not_found'],
      'What reads of a member answer whom nobody knows: an empty list, or 404',
    ),
    userEmailForm: oneOf(
      userEmailForms,
      'How games name members: by their e-mail, or by an alias that is theirs in this app; calls take both',
    ),
    confirmMode: oneOf(
      confirmModes,
      'What confirms a merge or a mint order: an answer of 2xx, or only a call. Copied into each when it is made',
    ),
    mergeDeadlineS: deadline('Seconds in which the game has to answer a merge'),
    mintDeadlineS: deadline('Seconds in which the game has to answer a mint order'),
    resendAfterUnknown: Type.Boolean({
      description: 'False for games that cannot recognize a repeat: the first unknown outcome ends sending',
    }),
    sellOrderCreatedFor: oneOf(['all', 'mint'], 'Which orders the game is told of'),
    tokenAmountChangedScope: oneOf(
      ['changed', 'all'],
      'Which permanent items a snapshot lists: those that changed, or all that the member has',
    ),
    subActivatedOnRevoke: Type.Boolean({ description: 'Whether the end by revocation is told as well' }),
    subActivatedOnExpiry: Type.Boolean({ description: 'Whether the end by time is told as well' }),
  },
  { additionalProperties: false },
)
export type FaceSettings = Static<typeof FaceSettings>

export const FaceSettingsChange = Type.Partial(FaceSettings, { additionalProperties: false })
export type FaceSettingsChange = Static<typeof FaceSettingsChange>

export const faceSettingsDefault: FaceSettings = {
  unknownUser: 'empty',
  userEmailForm: 'real',
  confirmMode: 'on_2xx',
  mergeDeadlineS: deadlineDefault,
  mintDeadlineS: deadlineDefault,
  resendAfterUnknown: true,
  sellOrderCreatedFor: 'all',
  tokenAmountChangedScope: 'changed',
  subActivatedOnRevoke: false,
  subActivatedOnExpiry: false,
}
