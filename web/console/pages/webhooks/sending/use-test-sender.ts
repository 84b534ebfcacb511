/** A test request that the server encrypts and signs: with the fresh or pasted API key, and a new event id for each. */
import { useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import type { EncryptedForm } from '../../../../../contracts/trials.ts'
import type { Answer } from '../../../../api/contract-types.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { useFreshSecrets } from '../fresh-secrets.ts'

/** As a sender would be answered; status 0 when the test itself failed. */
export type TestAnswer = Answer<'sendIncomingWebhookTest'>

export interface TestSender {
  apiKey: string
  setApiKey: (apiKey: string) => void
  form: EncryptedForm
  setForm: (form: EncryptedForm) => void
  eventHeader: string | null
  eventId: string
  setEventId: (id: string) => void
  /** The sender alone can sign. */
  isBlocked: boolean
  bodyError: (body: string) => string | undefined
  isSending: boolean
  send: (body: string) => Promise<TestAnswer>
}

const newEventId = () =>
  `test-${Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, '0')).join('')}`

export function useTestSender(webhook: IncomingWebhook): TestSender {
  const params = { ...useCommunityParams(), webhookId: webhook.id }
  const fresh = useFreshSecrets(webhook.id)
  const [pastedKey, setPastedKey] = useState<string | null>(null)
  const [form, setForm] = useState<EncryptedForm>('aes')
  const [eventId, setEventId] = useState(newEventId)
  const test = useWrite('sendIncomingWebhookTest', {
    refreshes: ['listIncomingWebhookSamples', 'getIncomingWebhook', 'listReceipts'],
  })
  const apiKey = pastedKey ?? fresh.apiKey ?? ''
  const eventHeader = webhook.mapping?.dedupe?.header ?? null

  const send = async (body: string): Promise<TestAnswer> => {
    const shown = webhook.apiKeys.length === 0 ? '' : apiKey.trim()
    const answer = await test
      .mutateAsync({
        params,
        body: {
          body,
          ...(shown === '' ? {} : { apiKey: shown }),
          ...(eventHeader === null || eventId === '' ? {} : { eventId }),
          ...(webhook.encryption === null ? {} : { form }),
        },
      })
      .catch(failed)
    setEventId(newEventId())
    return answer
  }

  return {
    apiKey,
    setApiKey: setPastedKey,
    form,
    setForm,
    eventHeader,
    eventId,
    setEventId,
    isBlocked: webhook.signature?.isPublicKey ?? false,
    bodyError: jsonProblem,
    isSending: test.isPending,
    send,
  }
}

const failed = (error: { message: string; detail?: string | null }): TestAnswer => ({
  status: 0,
  message: error.detail ?? error.message,
  receiptId: null,
})

/** A note only: the webhook takes anything, and says under Details what it could not read. */
function jsonProblem(body: string): string | undefined {
  try {
    JSON.parse(body)
    return undefined
  } catch (error) {
    return `This is not JSON yet: ${error instanceof Error ? error.message : 'it cannot be read'}`
  }
}
