/** The further parts of a mapping, unfolded. */
import { BoundsRow } from './bounds-row.tsx'
import { DedupeRow } from './dedupe-row.tsx'
import { ForEachRow } from './for-each-row.tsx'
import type { OptionProps } from './option-props.ts'
import { TextsRow } from './texts-row.tsx'
import { WhenRow } from './when-row.tsx'

export function OptionRows(props: OptionProps) {
  return (
    <>
      <WhenRow {...props} />
      <BoundsRow {...props} />
      <TextsRow {...props} />
      <ForEachRow {...props} />
      <DedupeRow {...props} />
    </>
  )
}
