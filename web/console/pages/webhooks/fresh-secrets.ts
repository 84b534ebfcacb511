/**
 * Secrets that were just generated, by webhook, so that a test can be sent without pasting them again.
 * They live in the memory of this page only and are gone with it; nothing is written to the browser's storage.
 */
import { useSyncExternalStore } from 'react'

export interface FreshSecrets {
  apiKey?: string
}

const nothing: FreshSecrets = {}
let kept: ReadonlyMap<string, FreshSecrets> = new Map()
const listeners = new Set<() => void>()

export function keepSecrets(webhookId: string, secrets: FreshSecrets): void {
  kept = new Map(kept).set(webhookId, { ...kept.get(webhookId), ...secrets })
  for (const listener of listeners) listener()
}

export function forgetSecret(webhookId: string, name: keyof FreshSecrets): void {
  const { [name]: _, ...rest } = kept.get(webhookId) ?? {}
  kept = new Map(kept).set(webhookId, rest)
  for (const listener of listeners) listener()
}

export function useFreshSecrets(webhookId: string): FreshSecrets {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => kept.get(webhookId) ?? nothing,
  )
}
