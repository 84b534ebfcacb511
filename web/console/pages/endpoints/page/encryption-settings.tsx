/** The encryption of the bodies and the API key that is sent: whether they are there, and dialogs that set them anew. */
import { KeyRound, Lock } from 'lucide-react'
import { useState } from 'react'
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Input } from '../../../../ui/input.tsx'
import { Section } from '../../../../ui/section.tsx'
import { EncryptionFields } from '../wire/encryption-fields.tsx'
import {
  type EncryptionDraft,
  encryptionWords,
  noEncryption,
  readEncryption,
} from '../wire/wire-draft.rules.ts'
import { useUpdate } from './use-update.ts'

interface Props {
  endpoint: OutgoingEndpoint
}

export function EncryptionSettings({ endpoint }: Props) {
  const [asked, setAsked] = useState<'encryption' | 'apiKey' | null>(null)
  const { encryption, hasApiKey } = endpoint
  const close = () => setAsked(null)
  return (
    <Section
      title="Encryption and API key"
      description="A change holds for what waits as well."
      actions={
        <>
          <Button icon={KeyRound} onClick={() => setAsked('apiKey')}>
            {hasApiKey ? 'Change the API key' : 'Send an API key'}
          </Button>
          <Button icon={Lock} onClick={() => setAsked('encryption')}>
            {encryption === null ? 'Encrypt' : 'Change the encryption'}
          </Button>
        </>
      }
    >
      <p className="text-13 text-ink-2">
        {encryption === null
          ? 'Bodies are not encrypted; https alone protects them.'
          : `Bodies are encrypted: ${encryptionWords[encryption.mode]}.`}{' '}
        {hasApiKey ? 'An API key is sent as x-api-key.' : 'No API key is sent.'}
      </p>
      {asked === 'encryption' && <EncryptionDialog endpoint={endpoint} onClose={close} />}
      {asked === 'apiKey' && <ApiKeyDialog endpoint={endpoint} onClose={close} />}
    </Section>
  )
}

function EncryptionDialog({ endpoint, onClose }: Props & { onClose: () => void }) {
  const [draft, setDraft] = useState<EncryptionDraft>({
    ...noEncryption,
    mode: endpoint.encryption?.mode ?? 'gcm',
  })
  const [isTried, setTried] = useState(false)
  const { save, isPending, problem } = useUpdate(endpoint, 'The encryption was saved', onClose)
  const read = readEncryption(draft)
  const submit = () => {
    setTried(true)
    if ('encryption' in read) save({ encryption: read.encryption })
  }
  return (
    <Dialog
      title={`Encryption of “${endpoint.name}”`}
      description="The receiver has to know: from then on every attempt is sent like this."
      width="wide"
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="encryption" variant="primary" isPending={isPending}>
            Save the encryption
          </Button>
        </>
      }
    >
      <Form id="encryption" problem={problem} onSubmit={submit}>
        <EncryptionFields
          draft={draft}
          onChange={setDraft}
          error={isTried && 'problem' in read ? read.problem : undefined}
        />
      </Form>
    </Dialog>
  )
}

function ApiKeyDialog({ endpoint, onClose }: Props & { onClose: () => void }) {
  const [apiKey, setApiKey] = useState('')
  const { save, isPending, problem } = useUpdate(endpoint, 'The API key was saved', onClose)
  return (
    <Dialog
      title={`API key of “${endpoint.name}”`}
      description={
        endpoint.hasApiKey
          ? 'The one that is sent now cannot be shown. Leave it empty to send none.'
          : undefined
      }
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="api-key" variant="primary" isPending={isPending}>
            Save the API key
          </Button>
        </>
      }
    >
      <Form id="api-key" problem={problem} onSubmit={() => save({ apiKey: apiKey === '' ? null : apiKey })}>
        <Field label="API key" hint="Sent as x-api-key.">
          <Input
            isMono
            value={apiKey}
            maxLength={500}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setApiKey(event.target.value)}
          />
        </Field>
      </Form>
    </Dialog>
  )
}
