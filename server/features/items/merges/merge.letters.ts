/** The letter to whoever manages apps, before the first answer of 2xx burns units. */
import type { Letter } from '../../../platform/mail/mail.ts'

export function burningLetter(
  app: { communityId: string; appId: string; title: string },
  to: string,
  publicUrl: string,
): Letter {
  const { communityId, appId, title } = app
  return {
    to,
    subject: `${title}: an answer of 2xx now burns units`,
    text: `Somebody moves units into ${title} for the first time since its webhook was saved. The webhook ItemMergeRequested is confirmed by any answer of 2xx: the units are burned here, and have to be added there, once for each mergeId. If the receiver answers 2xx to what it does not handle, set confirmMode to "explicit" before units are lost to players.\n\nThis is written once for each saving of the webhook.`,
    link: `${publicUrl}/console/${communityId}/apps/${appId}`,
  }
}
