/** The form of the face settings: deadlines in hours, everything else as it is. */
import type { AppWebhook } from '../../../../../contracts/apps.ts'
import type { FaceSettings, FaceSettingsChange } from '../../../../../contracts/face-settings.ts'

const secondsPerHour = 3600
const hoursMin = 1
const hoursMax = 720

type Deadline = 'mergeDeadlineS' | 'mintDeadlineS'

export type FaceDraft = Omit<FaceSettings, Deadline> & Record<Deadline, string>
export type FaceProblems = Partial<Record<Deadline, string>>

export const draftOfFace = ({ settings }: AppWebhook): FaceDraft => ({
  ...settings,
  mergeDeadlineS: hoursOf(settings.mergeDeadlineS),
  mintDeadlineS: hoursOf(settings.mintDeadlineS),
})

export const problemsOfFace = ({ mergeDeadlineS, mintDeadlineS }: FaceDraft): FaceProblems => ({
  ...problemOf('mergeDeadlineS', mergeDeadlineS),
  ...problemOf('mintDeadlineS', mintDeadlineS),
})

/** Only what was changed. */
export function changesOfFace(draft: FaceDraft, { settings }: AppWebhook): FaceSettingsChange {
  const wanted: FaceSettings = {
    ...draft,
    mergeDeadlineS: secondsOf(draft.mergeDeadlineS),
    mintDeadlineS: secondsOf(draft.mintDeadlineS),
  }
  const names = Object.keys(wanted) as (keyof FaceSettings)[]
  return Object.fromEntries(
    names.filter((name) => wanted[name] !== settings[name]).map((name) => [name, wanted[name]]),
  )
}

const hoursOf = (seconds: number) => String(Number((seconds / secondsPerHour).toFixed(2)))
const secondsOf = (hours: string) => Math.round(Number(hours) * secondsPerHour)

function problemOf(name: Deadline, hours: string): FaceProblems {
  const isWithin = hours.trim() !== '' && Number(hours) >= hoursMin && Number(hours) <= hoursMax
  return isWithin ? {} : { [name]: `Give ${hoursMin} to ${hoursMax} hours.` }
}
