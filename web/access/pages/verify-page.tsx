/** Proves an e-mail address with the token of the mailed link, once, as soon as the page is open. */

import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useWrite } from '../../api/queries.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { FormErrors } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SkeletonLines } from '../../ui/skeleton.tsx'
import { AccessFrame } from '../access-frame.tsx'

const verifyRoute = getRouteApi('/verify')

export function VerifyPage() {
  const { token } = verifyRoute.useSearch()
  const queries = useQueryClient()
  const verify = useWrite('verifyEmail', { onDone: () => queries.clear() })
  const isAsked = useRef(false)
  const { mutate } = verify

  useEffect(() => {
    if (token === undefined || isAsked.current) return
    isAsked.current = true
    mutate({ body: { token } })
  }, [token, mutate])

  return (
    <AccessFrame title="Verify your e-mail">
      <div className="flex flex-col gap-4">
        {token === undefined && (
          <Notice tone="warn" title="The link is not complete">
            Copy the whole address from the mail, or ask for a new link when you sign in.
          </Notice>
        )}
        {verify.isPending && <SkeletonLines count={2} label="Verifying" />}
        {verify.isSuccess && (
          <Notice tone="good" title="Your e-mail address is verified">
            You are signed in.
          </Notice>
        )}
        {verify.error && <FormErrors problem={verify.error} />}
        {verify.isSuccess ? (
          <ButtonLink to="/" variant="primary">
            Continue
          </ButtonLink>
        ) : (
          <ButtonLink to="/sign-in">Go to the sign-in</ButtonLink>
        )}
      </div>
    </AccessFrame>
  )
}
