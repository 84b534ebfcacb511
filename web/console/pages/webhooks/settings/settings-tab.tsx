/** The settings of a webhook: name, address, API keys, signature, encryption, silence, refused calls, deletion. */
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { AddressSettings } from './address-settings.tsx'
import { ApiKeySettings } from './api-key-settings.tsx'
import { DecryptionTrial } from './decryption-trial.tsx'
import { DeleteSettings } from './delete-settings.tsx'
import { EncryptionSettings } from './encryption-settings.tsx'
import { NameSettings } from './name-settings.tsx'
import { RefusedCalls } from './refused-calls.tsx'
import { SignatureSettings } from './signature-settings.tsx'
import { SilenceSettings } from './silence-settings.tsx'

export function SettingsTab({ webhook }: { webhook: IncomingWebhook }) {
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <NameSettings key={webhook.name} webhook={webhook} />
      <AddressSettings webhook={webhook} />
      <ApiKeySettings webhook={webhook} />
      <SignatureSettings webhook={webhook} />
      <EncryptionSettings webhook={webhook} />
      {webhook.encryption && <DecryptionTrial webhook={webhook} />}
      <SilenceSettings webhook={webhook} />
      <RefusedCalls refused={webhook.refused} />
      <DeleteSettings webhook={webhook} />
    </div>
  )
}
