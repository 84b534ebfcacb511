/** What an app says of itself as a form holds it: text as it was typed, and what of it is wrong or has changed. */
import type { App } from '../../../../contracts/apps.ts'

export interface AppDraft {
  title: string
  imageUrl: string
  appUrl: string
  description: string
  isVisible: boolean
}

export const emptyDraft: AppDraft = {
  title: '',
  imageUrl: '',
  appUrl: '',
  description: '',
  isVisible: true,
}

export type AppInfo = Pick<App, 'title' | 'imageUrl' | 'appUrl' | 'description' | 'isVisible'>

export const draftOfApp = ({ title, imageUrl, appUrl, description, isVisible }: AppInfo): AppDraft => ({
  title,
  imageUrl: imageUrl ?? '',
  appUrl,
  description,
  isVisible,
})

export const infoOfDraft = ({ title, imageUrl, appUrl, description, isVisible }: AppDraft): AppInfo => ({
  title: title.trim(),
  imageUrl: imageUrl.trim() === '' ? null : imageUrl.trim(),
  appUrl: appUrl.trim(),
  description,
  isVisible,
})

/** Only what differs from what is saved. */
export function changesOfApp(draft: AppDraft, saved: AppInfo): Partial<AppInfo> {
  const changed = Object.entries(infoOfDraft(draft)).filter(
    ([key, value]) => saved[key as keyof AppInfo] !== value,
  )
  return Object.fromEntries(changed)
}

/** What is wrong with an address at first sight; the server judges it for good. */
export function addressProblem(text: string): string | undefined {
  const address = text.trim()
  if (!/^https?:\/\//i.test(address)) return 'It starts with https:// or http://.'
  return URL.canParse(address) ? undefined : 'This is no complete address.'
}

/** Of a picture that was uploaded, the address is a path of this server. */
export const isUploaded = (imageUrl: string): boolean => imageUrl.startsWith('/api/')

export function imageProblem(imageUrl: string): string | undefined {
  return imageUrl.trim() === '' || isUploaded(imageUrl) ? undefined : addressProblem(imageUrl)
}

export type AppProblems = { [Name in 'title' | 'imageUrl' | 'appUrl']?: string | undefined }

export function problemsOfApp({ title, imageUrl, appUrl }: AppDraft): AppProblems {
  return {
    title: title.trim() === '' ? 'Give it the title of the game.' : undefined,
    imageUrl: imageProblem(imageUrl),
    appUrl: appUrl.trim() === '' ? 'Give the address of the page of the game.' : addressProblem(appUrl),
  }
}

export const hasProblem = (problems: object) =>
  Object.values(problems).some((problem) => problem !== undefined)
