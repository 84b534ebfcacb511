/** The Api Key of an app: generated here and shown once; two live for a while, so that its server can change over. */
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { AppKey } from '../../../../../contracts/app-keys.ts'
import type { App } from '../../../../../contracts/apps.ts'
import { useRead } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { Section } from '../../../../ui/section.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { ErrorState } from '../../../../ui/states.tsx'
import { permissionWords } from './app-permissions.rules.ts'
import { EndKeyDialog } from './end-key-dialog.tsx'
import { GenerateDialog } from './generate-dialog.tsx'
import { KeyWarnings } from './key-warnings.tsx'

export function ApiKeySection({ app }: { app: App }) {
  const params = { ...useCommunityParams(), appId: app.id }
  const keys = useRead('listAppKeys', { params })
  const [isGenerating, setGenerating] = useState(false)
  const [ending, setEnding] = useState<AppKey | null>(null)
  return (
    <Section
      title="Api Key"
      description="With it the server of the game calls, for this app only."
      isFlush
      actions={
        <Button icon={KeyRound} disabled={!keys.data} onClick={() => setGenerating(true)}>
          Generate
        </Button>
      }
    >
      <div className="px-4 py-3">
        <KeyWarnings />
      </div>
      <div className="border-t border-line">
        {keys.error && !keys.data && (
          <ErrorState problem={keys.error} what="the keys" onRetry={() => void keys.refetch()} />
        )}
        {keys.isPending && (
          <div className="p-4">
            <SkeletonLines count={1} label="Loading the keys" />
          </div>
        )}
        {keys.data?.data.length === 0 && (
          <p className="px-4 py-3 text-13 text-ink-2">No key yet: nothing can call for this app.</p>
        )}
        <ul aria-label="Keys of this app" className="divide-y divide-line">
          {(keys.data?.data ?? []).map((key) => (
            <KeyLine key={key.id} appKey={key} onEnd={() => setEnding(key)} />
          ))}
        </ul>
      </div>
      {isGenerating && keys.data && (
        <GenerateDialog app={app} keys={keys.data.data} onClose={() => setGenerating(false)} />
      )}
      {ending && <EndKeyDialog app={app} appKey={ending} onClose={() => setEnding(null)} />}
    </Section>
  )
}

function KeyLine({ appKey, onEnd }: { appKey: AppKey; onEnd: () => void }) {
  const { masked, permissions, createdAt, endsAt, lastUsedAt } = appKey
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 text-13">
      <span className="min-w-0 flex-1 basis-60">
        <code className="block truncate font-mono text-13 text-ink">{masked}</code>
        <span className="block text-12 text-ink-3">{permissionWords(permissions)}</span>
      </span>
      <span className="text-ink-2">
        Generated <RelativeTime at={createdAt} />,{' '}
        {lastUsedAt === null ? (
          'not used yet'
        ) : (
          <>
            last used <RelativeTime at={lastUsedAt} />
          </>
        )}
        {endsAt !== null && (
          <>
            , ends <RelativeTime at={endsAt} />
          </>
        )}
      </span>
      <Button size="small" aria-label={`End ${masked}`} onClick={onEnd}>
        End
      </Button>
    </li>
  )
}
