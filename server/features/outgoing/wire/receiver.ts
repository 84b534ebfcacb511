/** An endpoint as it is sent to: with its secrets opened. */
import type { EndpointStyle } from '../../../../contracts/endpoint-wire.ts'
import type { BodyEncryption } from './encrypt-body.rules.ts'
import type { SigningKey } from './sign.rules.ts'

export interface Receiver {
  id: string
  name: string
  revision: number
  style: EndpointStyle
  /** Of the app whose webhook it is. */
  app: { communityId: string; appId: string } | null
  clientId: string | null
  apiKey: string | null
  encryption: BodyEncryption | null
  url: string
  schedule: readonly number[]
  /** Whether it still has to prove that it wants what it is sent. */
  isUnproved: boolean
  headers: readonly { name: string; value: string }[]
  /** The newest first. */
  keys: readonly { key: SigningKey; validUntil: Date | null }[]
}
