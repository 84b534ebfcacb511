/** An endpoint as the database keeps it, and the names of its secrets' places. */
import type { Condition } from '../../../../contracts/conditions.ts'
import type { BodyEncryptionMode, EndpointStyle } from '../../../../contracts/endpoint-wire.ts'
import type { DisabledReason } from '../../../../contracts/outgoing.ts'
import type { OwnershipState } from '../../../../contracts/ownership.ts'
import type { SealedColumn } from '../../../platform/sealed-columns.ts'

export interface EndpointRow {
  community_id: string
  id: string
  name: string
  url: string
  style: EndpointStyle
  event_types: string[]
  /** Null for none. */
  filter: Condition[] | null
  headers: Buffer | null
  api_key: Buffer | null
  encryption_mode: BodyEncryptionMode | null
  encryption_key: Buffer | null
  schedule: number[] | null
  rate_per_second: number | null
  in_flight_max: number
  is_ordered: boolean
  ownership: OwnershipState
  ownership_proved_at: Date | null
  paused_at: Date | null
  disabled_at: Date | null
  disabled_reason: DisabledReason | null
  revision: number
  created_at: Date
  updated_at: Date
  deleted_at: Date | null
  /** When its deliveries were last asked for; null for one that is sent to. */
  listened_at: Date | null
  /** Of the app whose webhook it is. */
  app_id: string | null
  /** Its public number, as its webhook says it. */
  app_client_id: string | null
  /** Of its app: whether members are told of by aliases. */
  tells_aliases: boolean
}

export interface EndpointAddress {
  communityId: string
  endpointId: string
}

export const nameKey = (name: string): string => name.normalize('NFC').trim().toLowerCase()

export const secretPlace = (endpointId: string) => `outgoing-secret:${endpointId}`
export const headersPlace = (endpointId: string) => `outgoing-headers:${endpointId}`
export const apiKeyPlace = (endpointId: string) => `outgoing-api-key:${endpointId}`
export const encryptionKeyPlace = (endpointId: string) => `outgoing-encryption-key:${endpointId}`
export const sealingPurpose = 'outgoing-webhooks'
export const sealedColumns: readonly SealedColumn[] = [
  {
    what: 'signing secrets of outgoing endpoints (nothing is sent to them)',
    table: 'outgoing_secrets',
    column: 'sealed',
    purpose: sealingPurpose,
    ids: ['endpoint_id'],
    placeOf: secretPlace,
  },
  {
    what: 'custom headers of outgoing endpoints (nothing is sent to them)',
    table: 'outgoing_endpoints',
    column: 'headers',
    purpose: sealingPurpose,
    ids: ['id'],
    placeOf: headersPlace,
  },
  {
    what: 'API keys that outgoing endpoints are sent (nothing is sent to them)',
    table: 'outgoing_endpoints',
    column: 'api_key',
    purpose: sealingPurpose,
    ids: ['id'],
    placeOf: apiKeyPlace,
  },
  {
    what: 'encryption keys of outgoing endpoints (nothing is sent to them)',
    table: 'outgoing_endpoints',
    column: 'encryption_key',
    purpose: sealingPurpose,
    ids: ['id'],
    placeOf: encryptionKeyPlace,
  },
]
