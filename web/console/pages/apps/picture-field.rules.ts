/** What a form says of the picture of an app or item: where it is, and which of it can be shown. */
import { isUploaded } from './app-draft.rules.ts'

export interface SavedPicture {
  imageUrl: string | null
  picture: string | null
}

/** One at an address elsewhere is shown once it was saved and fetched. */
export function previewOf(imageUrl: string, saved: SavedPicture | undefined): string | null {
  if (isUploaded(imageUrl)) return imageUrl
  return imageUrl.trim() === (saved?.imageUrl ?? '') ? (saved?.picture ?? null) : null
}

export const fileBytesMax = 2 * 1024 * 1024

/** A file that is too large is not even sent. */
export const fileProblem = ({ size }: { size: number }): string | undefined =>
  size > fileBytesMax ? 'The picture is larger than 2 MiB.' : undefined

export const shapeProblem = ({ width, height }: { width: number; height: number }): string | undefined =>
  width === height ? undefined : `The picture is not square: ${width} × ${height} px as it would be shown.`
