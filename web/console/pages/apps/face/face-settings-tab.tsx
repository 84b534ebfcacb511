/** How the wire of the game behaves, each setting with what it does; saved together with the revision of the webhook. */
import type { App } from '../../../../../contracts/apps.ts'
import { useRead, useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { CurlButton } from '../../../../ui/curl-button.tsx'
import { Section } from '../../../../ui/section.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { ErrorState } from '../../../../ui/states.tsx'
import { RevisedForm } from '../../../revised-form.tsx'
import { changesOfFace, draftOfFace, problemsOfFace } from './face-draft.rules.ts'
import { FaceFields } from './face-fields.tsx'

export function FaceSettingsTab({ app }: { app: App }) {
  const params = { ...useCommunityParams(), appId: app.id }
  const webhook = useRead('getAppWebhook', { params })
  const save = useWrite('saveAppWebhook', { refreshes: ['getAppWebhook'] })
  return (
    <div className="max-w-3xl">
      <Section
        title="Face settings"
        description="Games made for FINGI differ in what they can do. These say how their wire behaves here."
        actions={<CurlButton name="getAppWebhook" input={{ params }} />}
      >
        {webhook.data ? (
          <RevisedForm
            thing={webhook.data}
            draftOf={draftOfFace}
            problemsOf={problemsOfFace}
            changesOf={changesOfFace}
            write={save}
            send={(settings, ifMatch, sending) =>
              save.mutate({ params, body: { settings }, ifMatch }, sending)
            }
            readBy="getAppWebhook"
            mayChange
            what="These settings"
            legend="Face settings"
            saved="The face settings were saved"
            submitLabel="Save settings"
          >
            {(fields) => <FaceFields {...fields} />}
          </RevisedForm>
        ) : webhook.error ? (
          <ErrorState problem={webhook.error} what="the settings" onRetry={() => void webhook.refetch()} />
        ) : (
          <SkeletonLines count={9} label="Loading the settings" />
        )}
      </Section>
    </div>
  )
}
