/** An endpoint that was just created: its secret shown this once, how it is used, and the way to its page. */
import { ArrowRight } from 'lucide-react'
import type { Answer } from '../../../../api/contract-types.ts'
import { useMembership } from '../../../../app/community.tsx'
import { ButtonLink } from '../../../../ui/button.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { Section } from '../../../../ui/section.tsx'
import { SecretOnce } from '../secrets/secret-once.tsx'
import { VerifyCode } from '../verify/verify-code.tsx'

export function CreatedEndpoint({ endpoint }: { endpoint: Answer<'createEndpoint'> }) {
  const { communityId, communityName } = useMembership()
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <PageHeader
        title={`${endpoint.name} is ready`}
        place={communityName}
        sentence="Give the secret to the receiver, so that it can tell our requests from others. Then send a test."
        action={
          <ButtonLink
            variant="primary"
            icon={ArrowRight}
            to="/console/$community/endpoints/$endpointId"
            params={{ community: communityId, endpointId: endpoint.id }}
          >
            Go on: send a test
          </ButtonLink>
        }
      />
      <Section>
        <SecretOnce secret={endpoint.secret} />
      </Section>
      <Section title="Check the signature" description="In the receiver, before it believes anything.">
        <VerifyCode />
      </Section>
    </div>
  )
}
