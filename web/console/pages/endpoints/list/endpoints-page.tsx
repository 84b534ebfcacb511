/** Outgoing webhooks: the addresses that are sent what happens here, with how each fares. */
import { useNavigate } from '@tanstack/react-router'
import { ListTree, Plus, Send } from 'lucide-react'
import { useRead } from '../../../../api/queries.ts'
import { useMay, useMembership } from '../../../../app/community.tsx'
import { ButtonLink } from '../../../../ui/button.tsx'
import { CurlButton } from '../../../../ui/curl-button.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { Section } from '../../../../ui/section.tsx'
import { EmptyState, NoPermission } from '../../../../ui/states.tsx'
import { Table } from '../../../../ui/table.tsx'
import { endpointsColumns } from './endpoints-columns.tsx'
import { WhatIsSent } from './what-is-sent.tsx'

const refreshMs = 5000

export function EndpointsPage() {
  const { communityId, communityName } = useMembership()
  const navigate = useNavigate()
  const maySee = useMay('manage_webhooks')
  const input = { params: { communityId } }
  const endpoints = useRead('listEndpoints', input, { isEnabled: maySee, refetchMs: refreshMs })
  const params = { community: communityId }
  const createButton = (
    <ButtonLink variant="primary" icon={Plus} to="/console/$community/endpoints/new" params={params}>
      Create outgoing webhook
    </ButtonLink>
  )
  const isFirstUse = endpoints.data?.data.length === 0
  return (
    <>
      <PageHeader
        title="Outgoing webhooks"
        place={communityName}
        sentence="Addresses that are sent what happens here: signed, and again until they take it."
        {...(maySee && !isFirstUse ? { action: createButton } : {})}
        {...(maySee
          ? {
              secondary: (
                <ButtonLink icon={ListTree} to="/console/$community/deliveries" params={params}>
                  Deliveries
                </ButtonLink>
              ),
            }
          : {})}
      />
      {maySee ? (
        <Section title="Endpoints" isFlush actions={<CurlButton name="listEndpoints" input={input} />}>
          <Table
            label="outgoing webhooks"
            columns={endpointsColumns}
            rows={endpoints.data?.data ?? []}
            keyOf={({ id }) => id}
            onOpen={({ id }) =>
              void navigate({
                to: '/console/$community/endpoints/$endpointId',
                params: { ...params, endpointId: id },
              })
            }
            isPending={endpoints.isPending}
            problem={endpoints.data === undefined ? endpoints.error : null}
            onRetry={() => void endpoints.refetch()}
            empty={
              <EmptyState
                icon={Send}
                title="No outgoing webhook yet"
                actions={createButton}
                sample={<WhatIsSent />}
              >
                Your game, shop or bot learns of what happens here without asking: members who join, balances
                that change, requests that fail.
              </EmptyState>
            }
          />
        </Section>
      ) : (
        <NoPermission what="the outgoing webhooks" permission="manage_webhooks" />
      )}
    </>
  )
}
