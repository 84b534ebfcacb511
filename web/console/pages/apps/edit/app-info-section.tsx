/** What an app says of itself, saved with "Update App Info"; its approval stays. */
import type { App } from '../../../../../contracts/apps.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams, useMay } from '../../../../app/community.tsx'
import { CurlButton } from '../../../../ui/curl-button.tsx'
import { Section } from '../../../../ui/section.tsx'
import { RevisedForm } from '../../../revised-form.tsx'
import { changesOfApp, draftOfApp, problemsOfApp } from '../app-draft.rules.ts'
import { AppInfoFields } from '../app-info-fields.tsx'
import { appReads } from '../app-reads.ts'

export function AppInfoSection({ app }: { app: App }) {
  const params = { ...useCommunityParams(), appId: app.id }
  const update = useWrite('updateApp', { refreshes: appReads })
  return (
    <Section
      title="App info"
      description="What members see of it."
      actions={<CurlButton name="getApp" input={{ params }} />}
    >
      <RevisedForm
        thing={app}
        draftOf={draftOfApp}
        problemsOf={problemsOfApp}
        changesOf={changesOfApp}
        write={update}
        send={(body, ifMatch, sending) => update.mutate({ params, body, ifMatch }, sending)}
        readBy="getApp"
        mayChange={useMay('manage_apps')}
        what="This app"
        legend="App info"
        saved="The app info was updated"
        submitLabel="Update App Info"
      >
        {(fields) => <AppInfoFields {...fields} saved={app} />}
      </RevisedForm>
    </Section>
  )
}
