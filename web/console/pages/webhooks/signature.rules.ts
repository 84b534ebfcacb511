/** The ways in which senders sign, with a sentence on where each shows its secret. */
import type { HmacScheme, SignatureInput, SignatureScheme } from '../../../../contracts/senders.ts'

export type PresetName = SignatureScheme['preset']

export interface Preset {
  name: PresetName
  label: string
  /** Where the sender shows the secret. */
  where: string
}

const hmacPreset: Preset = {
  name: 'hmac',
  label: 'HMAC of your own',
  where: 'Agree on a secret of at least 16 characters with the sender; it is used as the text it is.',
}

export const presets: readonly Preset[] = [
  {
    name: 'standard_webhooks',
    label: 'Standard Webhooks',
    where:
      'The sender shows it with the endpoint, as “Signing secret” (whsec_…), or as a public key (whpk_…) for ed25519.',
  },
  {
    name: 'github',
    label: 'GitHub',
    where: 'You choose it: Settings > Webhooks > Add webhook > Secret, with content type application/json.',
  },
  {
    name: 'stripe',
    label: 'Stripe',
    where: 'Developers > Webhooks > the destination > Signing secret, starting with whsec_.',
  },
  {
    name: 'shopify',
    label: 'Shopify',
    where:
      'The client secret of the app; for webhooks made in the admin, Settings > Notifications > Webhooks.',
  },
  {
    name: 'slack',
    label: 'Slack',
    where: 'Your app > Basic Information > App Credentials > Signing Secret.',
  },
  hmacPreset,
]

export const presetOf = (name: PresetName): Preset =>
  presets.find((preset) => preset.name === name) ?? hmacPreset

export const secretLengthMin = 16

export function secretProblem(secret: string): string | undefined {
  if (!/^[\x21-\x7e]*$/.test(secret)) return 'Only letters, digits and punctuation of ASCII, without spaces.'
  return secret.length < secretLengthMin
    ? `The secret needs at least ${secretLengthMin} characters.`
    : undefined
}

/** What the form holds: the description of an HMAC stays while another sender is looked at. */
export interface SignatureChoiceInput {
  preset: PresetName
  hmac: HmacScheme
  secret: string
}

const firstHmac: HmacScheme = {
  preset: 'hmac',
  header: 'x-signature',
  algorithm: 'sha256',
  encoding: 'hex',
  prefix: '',
  template: '{timestamp}.{body}',
  timestampHeader: 'x-timestamp',
}

export function choiceOf(current: SignatureScheme | undefined): SignatureChoiceInput {
  return {
    preset: current?.preset ?? 'standard_webhooks',
    hmac: current?.preset === 'hmac' ? current : firstHmac,
    secret: '',
  }
}

export function signatureOf(
  { preset, hmac, secret }: SignatureChoiceInput,
  overlapHours?: number,
): SignatureInput {
  const kept = { secret: secret.trim(), ...(overlapHours === undefined ? {} : { overlapHours }) }
  return preset === 'hmac' ? { ...hmac, ...kept } : { preset, ...kept }
}
