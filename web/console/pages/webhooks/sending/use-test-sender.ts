/** What a test request is sent with: the fresh secrets or those that were pasted, and a new event id for each. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { keyProblem } from '../encryption.rules.ts'
import { useFreshSecrets } from '../fresh-secrets.ts'
import { canEncrypt } from './encrypt-body.ts'
import { sendTest, type TestAnswer } from './send-test.ts'

export interface TestSender {
  apiKey: string
  setApiKey: (apiKey: string) => void
  encryptionKey: string
  setEncryptionKey: (key: string) => void
  encryptionError: string | undefined
  eventHeader: string | null
  eventId: string
  setEventId: (id: string) => void
  bodyError: (body: string) => string | undefined
  isSending: boolean
  send: (body: string) => Promise<TestAnswer>
}

const staleAfterTest = ['listIncomingWebhookSamples', 'getIncomingWebhook', 'listReceipts'] as const

const newEventId = () =>
  `test-${Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, '0')).join('')}`

export function useTestSender(webhook: IncomingWebhook, url: string): TestSender {
  const client = useQueryClient()
  const fresh = useFreshSecrets(webhook.id)
  const [pastedKey, setPastedKey] = useState<string | null>(null)
  const [pastedEncryptionKey, setPastedEncryptionKey] = useState<string | null>(null)
  const [eventId, setEventId] = useState(newEventId)
  const [isSending, setSending] = useState(false)
  const [isTried, setTried] = useState(false)
  const apiKey = pastedKey ?? fresh.apiKey ?? ''
  const encryptionKey = pastedEncryptionKey ?? fresh.encryption?.key ?? ''
  const mode = webhook.encryption?.mode ?? null
  const eventHeader = webhook.mapping?.dedupe?.header ?? null
  const encryptionError =
    mode === null
      ? undefined
      : canEncrypt()
        ? keyProblem(encryptionKey)
        : 'This browser encrypts on https and localhost only. Use the code for the sender instead.'

  const send = async (body: string): Promise<TestAnswer> => {
    setTried(true)
    if (encryptionError !== undefined) {
      return { status: 0, message: 'Nothing was sent: the encryption key is missing.', receiptId: null }
    }
    setSending(true)
    try {
      const answer = await sendTest({
        url,
        body,
        apiKey: webhook.apiKeys.length === 0 ? '' : apiKey.trim(),
        encryption: mode === null ? null : { mode, key: encryptionKey },
        eventId: eventHeader === null ? null : { header: eventHeader, value: eventId },
      })
      for (const name of staleAfterTest) void client.invalidateQueries({ queryKey: [name] })
      return answer
    } finally {
      setSending(false)
      setEventId(newEventId())
    }
  }

  return {
    apiKey,
    setApiKey: setPastedKey,
    encryptionKey,
    setEncryptionKey: setPastedEncryptionKey,
    encryptionError: isTried ? encryptionError : undefined,
    eventHeader,
    eventId,
    setEventId,
    bodyError: jsonProblem,
    isSending,
    send,
  }
}

/** A note only: the webhook takes anything, and says under Details what it could not read. */
function jsonProblem(body: string): string | undefined {
  try {
    JSON.parse(body)
    return undefined
  } catch (error) {
    return `This is not JSON yet: ${error instanceof Error ? error.message : 'it cannot be read'}`
  }
}
