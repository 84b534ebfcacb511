/** Somebody saved a newer version meanwhile: take theirs, or go on with mine on top of it. */
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { Button } from '../../../../ui/button.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import type { MappingEditor } from './use-mapping-editor.ts'

export function ConflictNotice({ webhook, editor }: { webhook: IncomingWebhook; editor: MappingEditor }) {
  return (
    <div role="alert" className="p-4 pb-0">
      <Notice
        tone="warn"
        title={`Version ${webhook.mappingVersion} was saved meanwhile`}
        actions={
          <>
            <Button size="small" onClick={editor.takeTheirs}>
              Load that version
            </Button>
            <Button size="small" onClick={editor.keepMine}>
              Keep my changes
            </Button>
          </>
        }
      >
        Your changes are still here and were not saved. If you keep them, saving makes the version after it.
      </Notice>
    </div>
  )
}
