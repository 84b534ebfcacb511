/** Creates an app as a draft and opens it, where its Client Id stands and its key is generated. */
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '../../../../api/queries.ts'
import { useMay, useMembership } from '../../../../app/community.tsx'
import { Button, ButtonLink } from '../../../../ui/button.tsx'
import { Form } from '../../../../ui/form.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { NoPermission } from '../../../../ui/states.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { emptyDraft, hasProblem, infoOfDraft, problemsOfApp } from '../app-draft.rules.ts'
import { AppInfoFields } from '../app-info-fields.tsx'
import { appReads } from '../app-reads.ts'
import { BackToApps } from '../back-to-apps.tsx'

export function CreateAppPage() {
  const { communityId, communityName } = useMembership()
  const mayManage = useMay('manage_apps')
  const navigate = useNavigate()
  const toast = useToast()
  const [draft, setDraft] = useState(emptyDraft)
  const [isTried, setTried] = useState(false)
  const wrong = problemsOfApp(draft)
  const create = useWrite('createApp', {
    refreshes: appReads,
    onDone: ({ id, title }) => {
      toast.done(`${title} was created as a draft`)
      void navigate({
        to: '/console/$community/apps/$appId',
        params: { community: communityId, appId: id },
      })
    },
  })
  const submit = () => {
    setTried(true)
    if (!hasProblem(wrong)) create.mutate({ params: { communityId }, body: infoOfDraft(draft) })
  }

  if (!mayManage) return <NoPermission what="this page" permission="manage_apps" />
  return (
    <div className="max-w-2xl">
      <PageHeader
        title="Create App"
        place={communityName}
        sentence="It begins as a draft with a Client Id of its own. Its server can call as soon as it has a key."
        above={<BackToApps />}
      />
      <Form problem={create.error} onSubmit={submit}>
        <div className="divide-y divide-line rounded-lg border border-line bg-surface">
          <div className="flex flex-col gap-4 p-4">
            <AppInfoFields
              draft={draft}
              onChange={(part) => setDraft({ ...draft, ...part })}
              problem={create.error}
              wrong={isTried ? wrong : {}}
              hasFocus
            />
          </div>
          <div className="flex justify-end gap-2 p-4">
            <ButtonLink to="/console/$community/apps" params={{ community: communityId }}>
              Cancel
            </ButtonLink>
            <Button type="submit" variant="primary" isPending={create.isPending}>
              Create App
            </Button>
          </div>
        </div>
      </Form>
    </div>
  )
}
