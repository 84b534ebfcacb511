/** Send a test from here: a body, the key, and the answer that a sender would get. */
import { Send } from 'lucide-react'
import { useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { Button } from '../../../../ui/button.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Select, TextArea } from '../../../../ui/input.tsx'
import { Skeleton } from '../../../../ui/skeleton.tsx'
import type { Sampling } from '../map/use-sample.ts'
import { type SampleBody, sampleBodies } from './sample-bodies.rules.ts'
import { TestAnswerView } from './test-answer.tsx'
import { TestSecrets } from './test-secrets.tsx'
import { usePeople } from './use-people.ts'
import { type TestAnswer, useTestSender } from './use-test-sender.ts'

interface Props {
  webhook: IncomingWebhook
  sampling: Sampling
}

const indented = (value: unknown) => JSON.stringify(value, null, 2)

export function TestComposer({ webhook, sampling }: Props) {
  const people = usePeople()
  if (people === null) return <Skeleton className="h-72 w-full" />
  const { sample } = sampling
  const bodies = sampleBodies(people)
  const offered: SampleBody[] =
    sample === null || sample.payload === null
      ? bodies
      : [...bodies, { id: 'sample', label: 'The sample below', body: sample.payload }]
  return <Composer webhook={webhook} bodies={offered} />
}

function Composer({ webhook, bodies }: Omit<Props, 'sampling'> & { bodies: readonly SampleBody[] }) {
  const [startId, setStartId] = useState(bodies[0]?.id ?? '')
  const [body, setBody] = useState(() => indented(bodies[0]?.body))
  const [answer, setAnswer] = useState<TestAnswer | null>(null)
  const sender = useTestSender(webhook)
  const send = async () => setAnswer(await sender.send(body))

  return (
    <Form
      onSubmit={() => void send()}
      className="border-t border-line pt-3"
      aria-label="Send a test from here"
    >
      <div className="grid gap-4 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-3">
          <Field label="Start from">
            <Select
              value={startId}
              onPick={(id) => {
                setStartId(id)
                setBody(indented(bodies.find((each) => each.id === id)?.body))
              }}
              options={bodies.map(({ id, label }) => ({ value: id, label }))}
            />
          </Field>
          <Field label="Body" hint="Anything you like; no format is required." error={sender.bodyError(body)}>
            <TextArea
              isMono
              rows={12}
              spellCheck={false}
              value={body}
              onChange={(event) => setBody(event.target.value)}
            />
          </Field>
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <TestSecrets webhook={webhook} sender={sender} />
          <Button
            type="submit"
            icon={Send}
            disabled={sender.isBlocked}
            isPending={sender.isSending}
            className="self-start"
          >
            Send the test request
          </Button>
          <TestAnswerView answer={answer} />
        </div>
      </div>
    </Form>
  )
}
