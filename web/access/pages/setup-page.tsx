/** First run: creates the owner of the installation and the first community, and signs in. */

import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useRead, useWrite } from '../../api/queries.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SkeletonLines } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { AccessFrame, linkClass } from '../access-frame.tsx'
import { AccountFields } from '../account-fields.tsx'

const setupRoute = getRouteApi('/setup')

export function SetupPage() {
  const setup = useRead('getSetup', {})
  const { token } = setupRoute.useSearch()
  if (setup.isPending) {
    return (
      <AccessFrame title="Set up Guildhall">
        <SkeletonLines count={8} />
      </AccessFrame>
    )
  }
  if (setup.error) {
    return (
      <AccessFrame title="Set up Guildhall">
        <ErrorState problem={setup.error} what="the set-up" onRetry={() => void setup.refetch()} />
      </AccessFrame>
    )
  }
  if (setup.data.isSetUp) {
    return (
      <AccessFrame title="Already set up" sentence="This installation has an owner.">
        <ButtonLink to="/sign-in" variant="primary" className="w-full">
          Sign in
        </ButtonLink>
      </AccessFrame>
    )
  }
  return <SetupForm token={token} isLinkMissing={setup.data.needsLink && token === undefined} />
}

function SetupForm({ token, isLinkMissing }: { token: string | undefined; isLinkMissing: boolean }) {
  const [entry, setEntry] = useState({ displayName: '', email: '', password: '', communityName: '' })
  const [wantsSample, setWantsSample] = useState(false)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const addSample = useWrite('createSampleCommunity')
  const create = useWrite('createOwner', {
    onDone: ({ communityId }) => {
      queries.clear()
      // It is made in the background; what fails of it can be asked for again in the settings.
      if (wantsSample) addSample.mutate({})
      void navigate({
        to: wantsSample ? '/console/$community/settings/general' : '/console/$community',
        params: { community: communityId },
      })
    },
  })
  const change = (part: Partial<typeof entry>) => setEntry({ ...entry, ...part })
  return (
    <AccessFrame
      title="Set up Guildhall"
      sentence="Create the owner of this installation and your first community. Everything can be changed later."
      footer={
        <>
          Already set up?{' '}
          <Link to="/sign-in" className={linkClass}>
            Sign in
          </Link>
        </>
      }
    >
      {isLinkMissing && (
        <div className="pb-4">
          <Notice tone="warn" title="Open the first-run link">
            The server printed an address with a token when it started. Open that one, so that nobody else can
            become the owner.
          </Notice>
        </div>
      )}
      <Form
        problem={create.error}
        onSubmit={() => create.mutate({ body: { ...entry, ...(token === undefined ? {} : { token }) } })}
      >
        <AccountFields entry={entry} problem={create.error} onChange={change} />
        <Field
          label="Name of the community"
          hint="The people and their economy, e.g. the name of your game or club."
          error={create.error?.errorOf('communityName')}
        >
          <Input
            maxLength={100}
            value={entry.communityName}
            onChange={(event) => change({ communityName: event.target.value })}
          />
        </Field>
        <Checkbox
          label="Also add the sample community"
          hint="Made-up people and eight days of traffic to look around in. It can be removed with one click."
          isChecked={wantsSample}
          onChange={setWantsSample}
        />
        <Button type="submit" variant="primary" isPending={create.isPending} className="mt-2 w-full">
          Create owner and community
        </Button>
      </Form>
    </AccessFrame>
  )
}
