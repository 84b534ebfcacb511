/** What each further part of the mapping gets. */
import type { DryRunView } from './use-dry-run.ts'
import type { MappingEditor } from './use-mapping-editor.ts'

export interface OptionProps {
  editor: MappingEditor
  payload: unknown
  dryRun: DryRunView
}
