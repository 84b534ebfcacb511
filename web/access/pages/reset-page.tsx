/** Asks for a link to set a new password and, when opened by that link, sets it. */
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '../../api/queries.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Input } from '../../ui/input.tsx'
import { resetRoute } from '../access.routes.ts'
import { AccessFrame, linkClass } from '../access-frame.tsx'
import { PasswordField } from '../password-field.tsx'

export function ResetPage() {
  const { token } = resetRoute.useSearch()
  return token === undefined ? <RequestReset /> : <NewPassword token={token} />
}

function RequestReset() {
  const [email, setEmail] = useState('')
  const request = useWrite('requestPasswordReset')
  if (request.isSuccess) {
    return (
      <AccessFrame
        title="Look into your mail"
        sentence={`If ${email} has an account, a link to set a new password is on its way.`}
      >
        <ButtonLink to="/sign-in" className="w-full">
          Back to the sign-in
        </ButtonLink>
      </AccessFrame>
    )
  }
  return (
    <AccessFrame
      title="Set a new password"
      sentence="We send a link to your e-mail address."
      footer={
        <Link to="/sign-in" className={linkClass}>
          Back to the sign-in
        </Link>
      }
    >
      <Form problem={request.error} onSubmit={() => request.mutate({ body: { email } })}>
        <Field label="E-mail" error={request.error?.errorOf('email')}>
          <Input
            type="email"
            autoComplete="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </Field>
        <Button type="submit" variant="primary" isPending={request.isPending} className="w-full">
          Send the link
        </Button>
      </Form>
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
          <Link to="/reset" className={`self-center text-13 ${linkClass}`}>
            Ask for a new link
          </Link>
        )}
      </Form>
    </AccessFrame>
  )
}
