/** General: the community's id, name and accent color, and the theme of this browser. */
import { useState } from 'react'
import type { Community } from '../../../../contracts/communities.ts'
import { tagOf } from '../../../api/call.ts'
import { useRead, useWrite } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
import { useSession } from '../../../app/session.ts'
import { accentStyle } from '../../../ui/accent.rules.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyableId } from '../../../ui/copy-button.tsx'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { DetailsList } from '../../../ui/details-list.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Input } from '../../../ui/input.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Section } from '../../../ui/section.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { ThemeSwitch } from '../../../ui/theme-switch.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { SampleSection } from './sample-section.tsx'

export function GeneralPage() {
  const { communityId, communityName } = useMembership()
  const { isInstallationOwner } = useSession()
  const params = { communityId }
  const community = useRead('getCommunity', { params })
  return (
    <>
      <PageHeader
        title="General"
        place={communityName}
        sentence="The community’s id, name and appearance."
        secondary={<CurlButton name="getCommunity" input={{ params }} />}
      />
      <div className="flex max-w-3xl flex-col gap-6">
        {community.isPending ? (
          <Section title="Community">
            <SkeletonLines count={6} />
          </Section>
        ) : community.error ? (
          <ErrorState
            problem={community.error}
            what="the community"
            onRetry={() => void community.refetch()}
          />
        ) : (
          <>
            <Section title="Community">
              <DetailsList
                items={[
                  {
                    name: 'Community id',
                    value: <CopyableId id={communityId} label="Copy the community id" isWhole />,
                  },
                  { name: 'Members', value: String(community.data.memberCount) },
                  { name: 'Created', value: <RelativeTime at={community.data.createdAt} /> },
                ]}
              />
            </Section>
            <Appearance key={community.data.revision} community={community.data} />
            <Section title="Theme" description="For this browser only; the hall and the console share it.">
              <ThemeSwitch />
            </Section>
            {isInstallationOwner && <SampleSection />}
          </>
        )}
      </div>
    </>
  )
}

function Appearance({ community }: { community: Community }) {
  const mayManage = useMay('manage_community')
  const toast = useToast()
  const [name, setName] = useState(community.name)
  const [accentColor, setAccentColor] = useState(community.accentColor)
  const update = useWrite('updateCommunity', {
    refreshes: ['getCommunity', 'listCommunities', 'getCurrentSession'],
    onDone: () => toast.done('The settings were saved'),
  })
  const isUnchanged = name === community.name && accentColor === community.accentColor
  return (
    <Section
      title="Appearance"
      description="The accent color tints the hall; words on it always stay readable."
    >
      <Form
        problem={update.error}
        onSubmit={() =>
          update.mutate({
            params: { communityId: community.id },
            body: { name: name.trim(), accentColor },
            ifMatch: tagOf(community),
          })
        }
      >
        <Field label="Name" error={update.error?.errorOf('name')} className="max-w-md">
          <Input
            maxLength={100}
            readOnly={!mayManage}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field label="Accent color" error={update.error?.errorOf('accentColor')}>
          <div className="flex items-center gap-4">
            <Input
              type="color"
              disabled={!mayManage}
              value={accentColor}
              onChange={(event) => setAccentColor(event.target.value.toLowerCase())}
              className="!w-12 p-1"
            />
            <span style={accentStyle(accentColor)} aria-hidden className="flex items-center gap-2">
              <span className="rounded-md bg-accent px-3 py-1 text-13 font-medium text-accent-ink">
                On it
              </span>
              <span className="rounded-md bg-accent-soft px-3 py-1 text-13 font-medium text-accent-text">
                In it
              </span>
            </span>
          </div>
        </Field>
        {mayManage && (
          <div>
            <Button type="submit" variant="primary" disabled={isUnchanged} isPending={update.isPending}>
              Save
            </Button>
          </div>
        )}
      </Form>
    </Section>
  )
}
