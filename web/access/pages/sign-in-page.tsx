/** Signs in with e-mail and password, and goes on to where the visitor was going. */
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '../../api/queries.ts'
import { sessionQuery } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { AccessFrame, linkClass } from '../access-frame.tsx'
import { safeNext } from '../next.rules.ts'
import { PasswordField } from '../password-field.tsx'

const signInRoute = getRouteApi('/sign-in')

export function SignInPage() {
  const { next } = signInRoute.useSearch()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const router = useRouter()
  const queries = useQueryClient()
  const logIn = useWrite('logIn', {
    onDone: (session) => {
      queries.clear()
      queries.setQueryData(sessionQuery.queryKey, session)
      router.history.push(safeNext(next))
    },
  })
  return (
    <AccessFrame
      title="Sign in"
      footer={
        <>
          No account yet?{' '}
          <Link to="/register" search={next === undefined ? {} : { next }} className={linkClass}>
            Register
          </Link>
        </>
      }
    >
      <Form
        problem={logIn.error?.code === 'email_not_verified' ? null : logIn.error}
        onSubmit={() => logIn.mutate({ body: { email, password } })}
      >
        {logIn.error?.code === 'email_not_verified' && <VerifyFirst email={email} />}
        <Field label="E-mail" error={logIn.error?.errorOf('email')}>
          <Input
            type="email"
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </Field>
        <PasswordField
          use="current"
          value={password}
          error={logIn.error?.errorOf('password')}
          onChange={setPassword}
        />
        <Button type="submit" variant="primary" isPending={logIn.isPending} className="mt-2 w-full">
          Sign in
        </Button>
        <Link to="/forgot" className={`self-center text-13 ${linkClass}`}>
          Forgot the password?
        </Link>
      </Form>
    </AccessFrame>
  )
}

function VerifyFirst({ email }: { email: string }) {
  const request = useWrite('requestEmailVerification')
  return (
    <Notice
      tone="warn"
      title="Verify your e-mail address first"
      actions={
        request.isSuccess ? undefined : (
          <Button
            size="small"
            isPending={request.isPending}
            onClick={() => request.mutate({ body: { email } })}
          >
            Send the link again
          </Button>
        )
      }
    >
      <p role="status">
        {request.isSuccess
          ? `A new link is on its way to ${email}.`
          : `Open the link that was sent to ${email}.`}
        {request.error && ` It could not be sent: ${request.error.message}.`}
      </p>
    </Notice>
  )
}
