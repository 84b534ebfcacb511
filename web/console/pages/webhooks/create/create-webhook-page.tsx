/** Creates an incoming webhook: name, API key, signature, encryption, location; the key is shown once, then the page opens. */
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { useWrite } from '../../../../api/queries.ts'
import { useMay, useMembership } from '../../../../app/community.tsx'
import { Button, ButtonLink } from '../../../../ui/button.tsx'
import { Switch } from '../../../../ui/choice.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Input, Select } from '../../../../ui/input.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { NoPermission } from '../../../../ui/states.tsx'
import { type EncryptionInput, keyProblem } from '../encryption.rules.ts'
import { keepSecrets } from '../fresh-secrets.ts'
import { locationOptions, type WebhookLocation } from '../location.rules.ts'
import { SignatureChoice } from '../settings/signature-choice.tsx'
import { choiceOf, secretProblem, signatureOf } from '../signature.rules.ts'
import { CreatedWebhook } from './created-webhook.tsx'
import { EncryptionChoice } from './encryption-choice.tsx'

export function CreateWebhookPage() {
  const { communityId, communityName } = useMembership()
  const mayManage = useMay('manage_webhooks')
  const [name, setName] = useState('')
  const [hasApiKey, setHasApiKey] = useState(true)
  const [isSigned, setSigned] = useState(false)
  const [signature, setSignature] = useState(() => choiceOf(undefined))
  const [isEncrypted, setEncrypted] = useState(false)
  const [encryption, setEncryption] = useState<EncryptionInput>({ mode: 'gcm', key: '' })
  const [location, setLocation] = useState<WebhookLocation>('user_fields')
  const [isTried, setTried] = useState(false)
  const params = { communityId }
  const create = useWrite('createIncomingWebhook', {
    refreshes: ['listIncomingWebhooks'],
  })
  const nameError = name.trim() === '' ? 'Give it a name; it stands in the logs as the action.' : undefined
  const keyError = isEncrypted ? keyProblem(encryption.key) : undefined
  const secretError = isSigned ? secretProblem(signature.secret.trim()) : undefined

  const submit = () => {
    setTried(true)
    if ([nameError, keyError, secretError].some((error) => error !== undefined)) return
    create.mutate(
      {
        params,
        body: {
          name: name.trim(),
          location,
          apiKey: hasApiKey,
          signature: isSigned ? signatureOf(signature) : null,
          encryption: isEncrypted ? encryption : null,
        },
      },
      {
        onSuccess: ({ id, apiKey }) => keepSecrets(id, apiKey === null ? {} : { apiKey }),
      },
    )
  }

  if (!mayManage) return <NoPermission what="the webhooks" permission="manage_webhooks" />
  if (create.data) {
    return <CreatedWebhook webhook={create.data} encryption={isEncrypted ? encryption : null} />
  }
  const community = { community: communityId }
  return (
    <div className="max-w-2xl">
      <PageHeader
        title="Create incoming webhook"
        place={communityName}
        sentence="You get an address of its own. What it does with a request you decide afterwards, with a real one in front of you."
        above={
          <Link
            to="/console/$community/webhooks"
            params={community}
            className="inline-flex items-center gap-1 text-13 text-ink-3 hover:text-ink"
          >
            <ArrowLeft aria-hidden className="size-4" />
            Webhooks
          </Link>
        }
      />
      <Form problem={create.error} onSubmit={submit}>
        <div className="divide-y divide-line rounded-lg border border-line bg-surface">
          <div className="p-4">
            <Field
              label="Name"
              hint="Stands as the action of every change in Gamification Logs, e.g. “Quest rewards”."
              error={create.error?.errorOf('name') ?? (isTried ? nameError : undefined)}
            >
              <Input
                autoFocus
                autoComplete="off"
                maxLength={100}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            </Field>
          </div>
          <div className="p-4">
            <Switch
              label="API key"
              hint="We generate a key. Senders show it as x-api-key; a request without it is not received."
              isChecked={hasApiKey}
              onChange={setHasApiKey}
            />
          </div>
          <div className="flex flex-col gap-4 p-4">
            <Switch
              label="Signature"
              hint="Senders sign the body with a secret, as GitHub, Stripe and others do; a request that is not signed so is not received."
              isChecked={isSigned}
              onChange={setSigned}
            />
            {isSigned && (
              <SignatureChoice
                value={signature}
                onChange={setSignature}
                problem={create.error}
                secretError={isTried ? secretError : undefined}
              />
            )}
          </div>
          <div className="flex flex-col gap-4 p-4">
            <Switch
              label="Encryption"
              hint="Senders encrypt the body with AES-256 and mark it with x-encrypted: true."
              isChecked={isEncrypted}
              onChange={setEncrypted}
            />
            {isEncrypted && (
              <EncryptionChoice
                value={encryption}
                onChange={setEncryption}
                hasApiKey={hasApiKey}
                error={isTried ? keyError : undefined}
              />
            )}
          </div>
          <div className="p-4">
            <Field label="Location" hint="What requests change: XP, Coins and custom fields of a member.">
              <Select
                value={location}
                onPick={(chosen) => setLocation(chosen as WebhookLocation)}
                options={locationOptions}
                className="w-full sm:w-72"
              />
            </Field>
          </div>
          <div className="flex justify-end gap-2 p-4">
            <ButtonLink to="/console/$community/webhooks" params={community}>
              Cancel
            </ButtonLink>
            <Button type="submit" variant="primary" isPending={create.isPending}>
              Create incoming webhook
            </Button>
          </div>
        </div>
      </Form>
    </div>
  )
}
