/** Creates an endpoint: name, address, events, and how it is sent to; the secret is shown once afterwards. */
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '../../../../api/queries.ts'
import { useMay, useMembership } from '../../../../app/community.tsx'
import { Button, ButtonLink } from '../../../../ui/button.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Input } from '../../../../ui/input.tsx'
import { MoreFields } from '../../../../ui/more-fields.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { NoPermission } from '../../../../ui/states.tsx'
import { BackToEndpoints } from '../back-to-endpoints.tsx'
import { endpointReads } from '../endpoint-reads.ts'
import { filledRows, type HeaderRow, HeaderRows } from '../sending/header-rows.tsx'
import { firstDraft, readDraft } from '../sending/sending-draft.rules.ts'
import { SendingFields } from '../sending/sending-fields.tsx'
import { urlProblem } from '../url-problem.rules.ts'
import { EncryptionFields } from '../wire/encryption-fields.tsx'
import { type Style, StyleEvents, StyleField } from '../wire/style-fields.tsx'
import { noEncryption, readEncryption } from '../wire/wire-draft.rules.ts'
import { CreatedEndpoint } from './created-endpoint.tsx'

const createRoute = getRouteApi('/console/$community/endpoints/new')

export function CreateEndpointPage() {
  const { communityId, communityName } = useMembership()
  const { type } = createRoute.useSearch()
  const mayManage = useMay('manage_webhooks')
  const [name, setName] = useState('')
  const [url, setUrl] = useState('')
  const [eventTypes, setEventTypes] = useState<string[]>(type === undefined ? [] : [type])
  const [style, setStyle] = useState<Style>('standard')
  const [encryption, setEncryption] = useState(noEncryption)
  const [apiKey, setApiKey] = useState('')
  const [headers, setHeaders] = useState<HeaderRow[]>([])
  const [sending, setSending] = useState(firstDraft)
  const [isTried, setTried] = useState(false)
  const create = useWrite('createEndpoint', { refreshes: endpointReads })
  const { settings, problems } = readDraft(sending)
  const encrypted = readEncryption(encryption)
  const wrong = {
    name: name.trim() === '' ? 'Give it a name, such as that of the system behind it.' : undefined,
    url: urlProblem(url),
    eventTypes: eventTypes.length === 0 ? 'Choose at least one event.' : undefined,
    encryption: 'problem' in encrypted ? encrypted.problem : undefined,
  }

  const chooseStyle = (chosen: Style) => {
    setStyle(chosen)
    setEventTypes([])
  }
  const submit = () => {
    setTried(true)
    if (wrong.name ?? wrong.url ?? wrong.eventTypes ?? Object.values(problems)[0]) return
    if ('problem' in encrypted) return
    create.mutate({
      params: { communityId },
      body: {
        name: name.trim(),
        url: url.trim(),
        eventTypes,
        style,
        encryption: encrypted.encryption,
        apiKey: apiKey === '' ? null : apiKey,
        headers: filledRows(headers),
        ...settings,
      },
    })
  }

  if (!mayManage) return <NoPermission what="the outgoing webhooks" permission="manage_webhooks" />
  if (create.data) return <CreatedEndpoint endpoint={create.data} />
  return (
    <div className="max-w-2xl">
      <PageHeader
        title="Create outgoing webhook"
        place={communityName}
        sentence="We send each chosen event to your address as JSON, signed, and again until it is taken."
        above={<BackToEndpoints />}
      />
      <Form problem={create.error} onSubmit={submit}>
        <div className="divide-y divide-line rounded-lg border border-line bg-surface">
          <div className="flex flex-col gap-4 p-4">
            <Field
              label="Name"
              hint="For you and your staff, e.g. “Game server”."
              error={create.error?.errorOf('name') ?? (isTried ? wrong.name : undefined)}
            >
              <Input
                autoFocus
                autoComplete="off"
                maxLength={80}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            </Field>
            <Field
              label="URL"
              hint="Takes POST requests over https, and answers 2xx within 15 seconds."
              error={create.error?.errorOf('url') ?? (isTried ? wrong.url : undefined)}
            >
              <Input
                isMono
                type="url"
                autoComplete="off"
                spellCheck={false}
                maxLength={2048}
                placeholder="https://game.example.com/guildhall"
                value={url}
                onChange={(event) => setUrl(event.target.value)}
              />
            </Field>
          </div>
          <div className="flex flex-col gap-4 p-4">
            <StyleField style={style} onChange={chooseStyle} />
            <StyleEvents
              style={style}
              chosen={eventTypes}
              onChange={setEventTypes}
              error={create.error?.errorOf('eventTypes') ?? (isTried ? wrong.eventTypes : undefined)}
            />
          </div>
          <MoreFields title="Encryption and API key" hasProblem={isTried && wrong.encryption !== undefined}>
            <div className="flex flex-col gap-4 pt-4">
              <EncryptionFields
                draft={encryption}
                onChange={setEncryption}
                error={isTried ? wrong.encryption : undefined}
              />
              <Field label="API key" note="optional" hint="Sent as x-api-key. We cannot show it again.">
                <Input
                  isMono
                  autoComplete="off"
                  spellCheck={false}
                  maxLength={500}
                  value={apiKey}
                  onChange={(event) => setApiKey(event.target.value)}
                />
              </Field>
            </div>
          </MoreFields>
          <MoreFields
            title="Headers, retries, rate and order"
            hasProblem={isTried && Object.keys(problems).length > 0}
          >
            <div className="flex flex-col gap-6 pt-4">
              <HeaderRows rows={headers} onChange={setHeaders} />
              <SendingFields draft={sending} onChange={setSending} problems={isTried ? problems : {}} />
            </div>
          </MoreFields>
          <div className="flex justify-end gap-2 p-4">
            <ButtonLink to="/console/$community/endpoints" params={{ community: communityId }}>
              Cancel
            </ButtonLink>
            <Button type="submit" variant="primary" isPending={create.isPending}>
              Create outgoing webhook
            </Button>
          </div>
        </div>
      </Form>
    </div>
  )
}
