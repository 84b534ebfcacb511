/** The versions of a mapping: who saved each, what it says, and taking one back into the editor. */
import { RotateCcw } from 'lucide-react'
import { useMemo } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { usePages } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Badge } from '../../../../ui/badge.tsx'
import { Button } from '../../../../ui/button.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { SidePanel } from '../../../../ui/side-panel.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { ErrorState } from '../../../../ui/states.tsx'
import { TableFooter } from '../../../../ui/table-footer.tsx'
import { draftOf } from './mapping-draft.rules.ts'
import { mappingInWords, type Names } from './sentences.rules.ts'
import type { MappingEditor } from './use-mapping-editor.ts'

interface Props {
  webhook: IncomingWebhook
  editor: MappingEditor
  onClose: () => void
}

export function VersionsPanel({ webhook, editor, onClose }: Props) {
  const pages = usePages('listIncomingWebhookMappings', {
    params: { ...useCommunityParams(), webhookId: webhook.id },
    query: {},
  })
  const names = useNames(editor)
  return (
    <SidePanel kind="Mapping" title={`Versions of ${webhook.name}`} onClose={onClose}>
      {pages.isPending ? (
        <SkeletonLines count={9} label="Loading the versions" />
      ) : pages.problem ? (
        <ErrorState problem={pages.problem} what="the versions" onRetry={pages.reload} />
      ) : (
        <div className="rounded-lg border border-line">
          <ol className="divide-y divide-line">
            {pages.rows.map(({ version, mapping, savedBy, savedAt }) => (
              <li key={version} className="flex flex-col gap-2 px-4 py-3">
                <div className="flex flex-wrap items-center justify-between gap-2">
                  <p className="flex items-center gap-2 text-13 font-semibold text-ink">
                    Version {version}
                    {version === webhook.mappingVersion && <Badge tone="good">In use</Badge>}
                  </p>
                  <Button
                    size="small"
                    icon={RotateCcw}
                    onClick={() => {
                      editor.edit(() => draftOf(mapping))
                      onClose()
                    }}
                  >
                    Load into the editor
                  </Button>
                </div>
                <p className="text-12 text-ink-3">
                  Saved <RelativeTime at={savedAt} className="text-ink-3" /> by {savedBy.label}
                </p>
                <ul className="list-disc pl-4 text-13 text-ink-2">
                  {mappingInWords(mapping, names).map((sentence) => (
                    <li key={sentence} className="[overflow-wrap:anywhere]">
                      {sentence}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ol>
          <TableFooter count={pages.rows.length} {...pages} />
        </div>
      )}
    </SidePanel>
  )
}

function useNames({ assets, fields }: MappingEditor): Names {
  return useMemo(
    () => ({
      assets: new Map(assets.map(({ code, name }) => [code, name])),
      fields: new Map(fields.map(({ key, name }) => [key, name])),
    }),
    [assets, fields],
  )
}
