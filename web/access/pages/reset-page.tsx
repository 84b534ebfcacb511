/** Sets a new password with the token of the mailed link. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '../../api/queries.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { AccessFrame, linkClass } from '../access-frame.tsx'
import { PasswordField } from '../password-field.tsx'

const resetRoute = getRouteApi('/reset')

export function ResetPage() {
  const { token } = resetRoute.useSearch()
  if (token !== undefined) return <NewPassword token={token} />
  return (
    <AccessFrame
      title="The link is not complete"
      sentence="Copy the whole address from the mail, or ask for a new one."
    >
      <ButtonLink to="/forgot" variant="primary" className="w-full">
        Ask for a new link
      </ButtonLink>
    </AccessFrame>
  )
}

function NewPassword({ token }: { token: string }) {
  const [password, setPassword] = useState('')
  const reset = useWrite('resetPassword')
  if (reset.isSuccess) {
    return (
      <AccessFrame
        title="The password is set"
        sentence="Every session of this account has ended. Sign in with the new password."
      >
        <ButtonLink to="/sign-in" variant="primary" className="w-full">
          Sign in
        </ButtonLink>
      </AccessFrame>
    )
  }
  return (
    <AccessFrame
      title="Set a new password"
      sentence="It ends every session that is signed in with the old one."
    >
      <Form problem={reset.error} onSubmit={() => reset.mutate({ body: { token, password } })}>
        <PasswordField
          label="New password"
          use="new"
          value={password}
          error={reset.error?.errorOf('password')}
          onChange={setPassword}
        />
        <Button type="submit" variant="primary" isPending={reset.isPending} className="w-full">
          Set the password
        </Button>
        {reset.error?.code === 'token_invalid' && (
          <Link to="/forgot" className={`self-center text-13 ${linkClass}`}>
            Ask for a new link
          </Link>
        )}
      </Form>
    </AccessFrame>
  )
}
