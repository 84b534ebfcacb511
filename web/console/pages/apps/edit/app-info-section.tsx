/** What an app says of itself, saved with "Update App Info"; its approval stays. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { App } from '../../../../../contracts/apps.ts'
import { tagOf } from '../../../../api/call.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams, useMay } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { CurlButton } from '../../../../ui/curl-button.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Section } from '../../../../ui/section.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { SavedMeanwhile } from '../../../saved-meanwhile.tsx'
import { useDraft } from '../../../use-draft.ts'
import { changesOfApp, draftOfApp, hasProblem, problemsOfApp } from '../app-draft.rules.ts'
import { AppInfoFields } from '../app-info-fields.tsx'
import { appReads } from '../app-reads.ts'

export function AppInfoSection({ app }: { app: App }) {
  const params = { ...useCommunityParams(), appId: app.id }
  const mayManage = useMay('manage_apps')
  const queries = useQueryClient()
  const toast = useToast()
  const { draft, base, isBehind, change, rebase, takeTheirs, keepMine } = useDraft(app, draftOfApp)
  const [isTried, setTried] = useState(false)
  const update = useWrite('updateApp', { refreshes: appReads })
  const wrong = problemsOfApp(draft)
  const changed = changesOfApp(draft, base)
  const isChanged = Object.keys(changed).length > 0
  const isConflict = update.error?.code === 'revision_mismatch'

  const submit = () => {
    setTried(true)
    if (!isChanged || hasProblem(wrong)) return
    update.mutate(
      { params, body: changed, ifMatch: tagOf(base) },
      {
        onSuccess: (saved) => {
          rebase(saved)
          toast.done('The app info was updated')
        },
        // What was saved instead is read at once, so that the choice is offered.
        onError: () => void queries.invalidateQueries({ queryKey: ['getApp'] }),
      },
    )
  }
  const choose = (decide: () => void) => () => {
    update.reset()
    decide()
  }

  return (
    <Section
      title="App info"
      description="What members see of it."
      actions={<CurlButton name="getApp" input={{ params }} />}
    >
      <Form problem={isConflict && isBehind ? null : update.error} onSubmit={submit}>
        {isBehind && (
          <SavedMeanwhile what="This app" onTakeTheirs={choose(takeTheirs)} onKeepMine={choose(keepMine)} />
        )}
        <fieldset disabled={!mayManage} className="flex min-w-0 flex-col gap-4">
          <legend className="sr-only">App info</legend>
          <AppInfoFields
            draft={draft}
            onChange={change}
            problem={update.error}
            wrong={isTried ? wrong : {}}
          />
        </fieldset>
        {mayManage && (
          <div className="flex justify-end">
            <Button
              type="submit"
              variant="primary"
              isPending={update.isPending}
              disabled={!isChanged || isBehind}
            >
              Update App Info
            </Button>
          </div>
        )}
      </Form>
    </Section>
  )
}
