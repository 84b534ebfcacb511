/** Asks for a mailed link to set a new password. */
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '../../api/queries.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Input } from '../../ui/input.tsx'
import { AccessFrame, linkClass } from '../access-frame.tsx'

export function ForgotPage() {
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
