/** Manage Apps: the games of this community, with their Client Ids and where their approval stands. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Gamepad2, Plus } from 'lucide-react'
import { usePages } from '../../../../api/queries.ts'
import { useMembership } from '../../../../app/community.tsx'
import { ButtonLink } from '../../../../ui/button.tsx'
import { CurlButton } from '../../../../ui/curl-button.tsx'
import { Select } from '../../../../ui/input.tsx'
import { ListSection } from '../../../../ui/list-section.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { EmptyState, NoPermission } from '../../../../ui/states.tsx'
import { withPart } from '../../../search.rules.ts'
import { stateNamed, stateOptions } from '../app-state.rules.ts'
import { useAppRights } from '../use-app-rights.ts'
import { appsColumns } from './apps-columns.tsx'

const appsRoute = getRouteApi('/console/$community/apps')

export function AppsPage() {
  const { communityId, communityName } = useMembership()
  const search = appsRoute.useSearch()
  const state = stateNamed(search.state)
  const navigate = useNavigate()
  const { mayManage, maySee } = useAppRights()
  const input = { params: { communityId }, query: state === undefined ? {} : { state } }
  const apps = usePages('listApps', input, { isEnabled: maySee })
  const params = { community: communityId }
  const isFirstUse = !apps.isPending && apps.rows.length === 0 && state === undefined
  const filter = (chosen: string) =>
    void navigate({
      to: '/console/$community/apps',
      params,
      search: withPart(search, 'state', chosen),
      replace: true,
    })
  const createButton = mayManage && (
    <ButtonLink variant="primary" icon={Plus} to="/console/$community/apps/new" params={params}>
      Create App
    </ButtonLink>
  )
  return (
    <>
      <PageHeader
        title="Manage Apps"
        place={communityName}
        sentence="The games whose items members hold here: each with its Client Id, its Api Key and its approval."
        {...(isFirstUse ? {} : { action: createButton })}
      />
      {maySee ? (
        <ListSection
          name="apps"
          label="apps"
          columns={appsColumns({ communityId, mayManage })}
          pages={apps}
          keyOf={({ id }) => id}
          onOpen={({ id }) =>
            void navigate({ to: '/console/$community/apps/$appId', params: { ...params, appId: id } })
          }
          filters={
            <Select
              aria-label="Approval status"
              value={state ?? ''}
              placeholder="Every approval status"
              onPick={filter}
              options={stateOptions}
              className="w-48 max-sm:w-full"
            />
          }
          curl={<CurlButton name="listApps" input={input} />}
          isFiltered={state !== undefined}
          onClearFilters={() => filter('')}
          empty={
            <EmptyState icon={Gamepad2} title="No app yet" actions={createButton}>
              An app is a game of yours. With its Client Id and Api Key its server reads what members hold
              here, gives them items and takes them.
            </EmptyState>
          }
        />
      ) : (
        <NoPermission what="the apps" permission="manage_apps" />
      )}
    </>
  )
}
