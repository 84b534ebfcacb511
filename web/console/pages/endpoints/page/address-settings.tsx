/** Name and address of an endpoint; what waits is sent to the address of then. */
import { useState } from 'react'
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { Button } from '../../../../ui/button.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Input } from '../../../../ui/input.tsx'
import { Section } from '../../../../ui/section.tsx'
import { urlProblem } from '../url-problem.rules.ts'
import { useUpdate } from './use-update.ts'

export function AddressSettings({ endpoint }: { endpoint: OutgoingEndpoint }) {
  const [name, setName] = useState(endpoint.name)
  const [url, setUrl] = useState(endpoint.url)
  const { save, isPending, problem } = useUpdate(endpoint, 'Name and URL were saved')
  const changed = {
    ...(name.trim() === endpoint.name ? {} : { name: name.trim() }),
    ...(url.trim() === endpoint.url ? {} : { url: url.trim() }),
  }
  const wrongUrl = urlProblem(url)
  const isReady = Object.keys(changed).length > 0 && name.trim() !== '' && wrongUrl === undefined
  return (
    <Section title="Name and address">
      <Form problem={problem} onSubmit={() => isReady && save(changed)}>
        <Field label="Name" error={problem?.errorOf('name')}>
          <Input
            value={name}
            maxLength={80}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field
          label="URL"
          hint="What waits is sent to the new address."
          error={problem?.errorOf('url') ?? wrongUrl}
        >
          <Input
            isMono
            type="url"
            value={url}
            maxLength={2048}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setUrl(event.target.value)}
          />
        </Field>
        <div className="flex justify-end">
          <Button type="submit" isPending={isPending} disabled={!isReady}>
            Save
          </Button>
        </div>
      </Form>
    </Section>
  )
}
