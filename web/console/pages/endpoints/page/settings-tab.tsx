/** The settings of an outgoing webhook: name, address, events, filter, encryption, headers, sending, secrets, deletion. */
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { PortalLinksSection } from '../portal/portal-links-section.tsx'
import { SecretsSection } from '../secrets/secrets-section.tsx'
import { AddressSettings } from './address-settings.tsx'
import { DeleteSettings } from './delete-settings.tsx'
import { EncryptionSettings } from './encryption-settings.tsx'
import { EventSettings } from './event-settings.tsx'
import { FilterSettings } from './filter-settings.tsx'
import { HeaderSettings } from './header-settings.tsx'
import { SendingSettings } from './sending-settings.tsx'

export function SettingsTab({ endpoint }: { endpoint: OutgoingEndpoint }) {
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <AddressSettings key={`${endpoint.name} ${endpoint.url}`} endpoint={endpoint} />
      <EventSettings endpoint={endpoint} />
      <FilterSettings endpoint={endpoint} />
      <SecretsSection endpoint={endpoint} />
      <PortalLinksSection endpoint={endpoint} />
      <EncryptionSettings endpoint={endpoint} />
      <HeaderSettings endpoint={endpoint} />
      <SendingSettings endpoint={endpoint} />
      <DeleteSettings endpoint={endpoint} />
    </div>
  )
}
