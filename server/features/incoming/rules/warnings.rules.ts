/** Collects what people should know about a receipt that worked all the same; few, short and never twice. */
import { cutText } from '../../../platform/payloads/shown-value.rules.ts'

export const warningCountMax = 20
export const warningLengthMax = 300

const moreWarnings = 'There are more warnings than can be shown here'

export function addWarning(warnings: string[], text: string): void {
  if (warnings.length >= warningCountMax) return
  const warning = warnings.length === warningCountMax - 1 ? moreWarnings : cutText(text, warningLengthMax)
  if (!warnings.includes(warning)) warnings.push(warning)
}

/** Several collections as one, within the same bounds. */
export function joinWarnings(...collections: readonly (readonly string[])[]): string[] {
  const joined: string[] = []
  for (const warning of collections.flat()) addWarning(joined, warning)
  return joined
}
