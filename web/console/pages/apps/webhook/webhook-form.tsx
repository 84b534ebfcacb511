/** The one field of the webhook of an app; an empty one removes it, after a question. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { App, AppWebhook } from '../../../../../contracts/apps.ts'
import { tagOf } from '../../../../api/call.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { ConfirmDialog } from '../../../../ui/confirm-dialog.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Input } from '../../../../ui/input.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { SavedMeanwhile } from '../../../saved-meanwhile.tsx'
import { useDraft } from '../../../use-draft.ts'
import { addressProblem } from '../app-draft.rules.ts'
import { SecretDialog } from './secret-dialog.tsx'

const draftOf = ({ url }: AppWebhook) => ({ url: url ?? '' })

export function WebhookForm({ app, webhook }: { app: App; webhook: AppWebhook }) {
  const params = { ...useCommunityParams(), appId: app.id }
  const queries = useQueryClient()
  const toast = useToast()
  const { draft, base, isDirty, isBehind, change, rebase, takeTheirs, keepMine } = useDraft(webhook, draftOf)
  const [isRemoving, setRemoving] = useState(false)
  const [isTried, setTried] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const save = useWrite('saveAppWebhook', { refreshes: ['getAppWebhook', 'listEndpoints', 'getEndpoint'] })
  const url = draft.url.trim()
  const wrong = url === '' ? undefined : addressProblem(url)
  const isConflict = save.error?.code === 'revision_mismatch'

  const put = () =>
    save.mutate(
      { params, body: { url: url === '' ? null : url }, ifMatch: tagOf(base) },
      {
        onSuccess: (saved) => {
          rebase(saved)
          setRemoving(false)
          setSecret(saved.secret)
          toast.done(saved.url === null ? 'The webhook was removed' : 'The webhook was saved')
        },
        // What was saved instead is read at once, so that the choice is offered.
        onError: () => void queries.invalidateQueries({ queryKey: ['getAppWebhook'] }),
      },
    )
  const submit = () => {
    setTried(true)
    if (!isDirty || wrong !== undefined) return
    if (url === '') setRemoving(true)
    else put()
  }
  const choose = (decide: () => void) => () => {
    save.reset()
    decide()
  }

  return (
    <>
      <Form problem={isRemoving || (isConflict && isBehind) ? null : save.error} onSubmit={submit}>
        {isBehind && (
          <SavedMeanwhile
            what="This webhook"
            onTakeTheirs={choose(takeTheirs)}
            onKeepMine={choose(keepMine)}
          />
        )}
        <Field
          label="Your unique URL for events (FINGI webhook)"
          hint="Takes POST requests over https, with the newest Api Key as “Authorization: Basic”. Empty removes it."
          error={save.error?.errorOf('url') ?? (isTried ? wrong : undefined)}
        >
          <Input
            isMono
            type="url"
            autoComplete="off"
            spellCheck={false}
            maxLength={2048}
            placeholder="https://game.example.com/fingi"
            value={draft.url}
            onChange={(event) => change({ url: event.target.value })}
          />
        </Field>
        <div className="flex justify-end">
          <Button type="submit" variant="primary" isPending={save.isPending} disabled={!isDirty || isBehind}>
            Save
          </Button>
        </div>
      </Form>
      {isRemoving && (
        <ConfirmDialog
          question={`Remove the webhook of “${app.title}”?`}
          consequence="Nothing more is sent, what waits is canceled, and its signing secret is gone. Another one can be saved at any time."
          verb="Remove it"
          isPending={save.isPending}
          problem={save.error}
          onConfirm={put}
          onClose={() => {
            setRemoving(false)
            save.reset()
          }}
        />
      )}
      {secret !== null && <SecretDialog app={app} secret={secret} onClose={() => setSecret(null)} />}
    </>
  )
}
