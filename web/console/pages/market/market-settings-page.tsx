/** Market settings: what sales cost, between which prices they lie, and in what is paid. */
import { useRead, useWrite } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Section } from '../../../ui/section.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { ErrorState, NoPermission } from '../../../ui/states.tsx'
import { RevisedForm } from '../../revised-form.tsx'
import {
  changesOfSettings,
  draftOfSettings,
  problemsOfSettings,
  type SettingsChange,
} from './settings-draft.rules.ts'
import { SettingsFields } from './settings-fields.tsx'

export function MarketSettingsPage() {
  const { communityId, communityName } = useMembership()
  const mayManage = useMay('manage_market')
  const params = { communityId }
  const settings = useRead('getMarketSettings', { params }, { isEnabled: mayManage })
  const save = useWrite('saveMarketSettings', { refreshes: ['getMarketSettings', 'getQuote'] })
  return (
    <>
      <PageHeader
        title="Market settings"
        place={communityName}
        sentence="What sales between members cost, within which bounds they are made, and how units change hands."
        secondary={<CurlButton name="getMarketSettings" input={{ params }} />}
      />
      {!mayManage ? (
        <NoPermission what="the settings of the market" permission="manage_market" />
      ) : (
        <Section title="Sales, gifts and trade holds" className="max-w-3xl">
          {settings.isPending ? (
            <SkeletonLines count={12} />
          ) : settings.error ? (
            <ErrorState
              problem={settings.error}
              what="the settings of the market"
              onRetry={() => void settings.refetch()}
            />
          ) : (
            <RevisedForm
              thing={settings.data}
              draftOf={draftOfSettings}
              problemsOf={problemsOfSettings}
              changesOf={changesOfSettings}
              write={save}
              send={(changes, ifMatch, sending) =>
                save.mutate({ params, body: changes as SettingsChange, ifMatch }, sending)
              }
              readBy="getMarketSettings"
              mayChange={mayManage}
              what="The market"
              legend="Market settings"
              saved="The settings of the market were saved"
              submitLabel="Save"
            >
              {(fields) => <SettingsFields {...fields} />}
            </RevisedForm>
          )}
        </Section>
      )}
    </>
  )
}
