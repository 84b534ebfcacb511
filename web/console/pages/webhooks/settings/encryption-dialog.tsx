/** Sets mode and key of a webhook's encryption. */
import { useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { tagOf } from '../../../../api/call.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Form } from '../../../../ui/form.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { EncryptionChoice } from '../create/encryption-choice.tsx'
import { type EncryptionInput, keyProblem } from '../encryption.rules.ts'
import { webhookReads } from './webhook-reads.ts'

export function EncryptionDialog({ webhook, onClose }: { webhook: IncomingWebhook; onClose: () => void }) {
  const params = { ...useCommunityParams(), webhookId: webhook.id }
  const toast = useToast()
  const [encryption, setEncryption] = useState<EncryptionInput>({
    mode: webhook.encryption?.mode ?? 'gcm',
    key: '',
  })
  const [isTried, setTried] = useState(false)
  const error = keyProblem(encryption.key)
  const change = useWrite('updateIncomingWebhook', {
    refreshes: webhookReads,
    onDone: () => {
      onClose()
      toast.done('The encryption was changed')
    },
  })
  const submit = () => {
    setTried(true)
    if (error === undefined) change.mutate({ params, body: { encryption }, ifMatch: tagOf(webhook) })
  }
  return (
    <Dialog
      title={`Encryption of “${webhook.name}”`}
      description={
        webhook.encryption === null
          ? 'From then on a request that is not encrypted fails.'
          : 'The new key holds at once: requests encrypted with the old one fail from then on.'
      }
      width="wide"
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="encryption" variant="primary" isPending={change.isPending}>
            Save the encryption
          </Button>
        </>
      }
    >
      <Form id="encryption" problem={change.error} onSubmit={submit}>
        <EncryptionChoice
          value={encryption}
          onChange={setEncryption}
          hasApiKey={webhook.apiKeys.length > 0}
          error={isTried ? error : undefined}
        />
      </Form>
    </Dialog>
  )
}
