/** Registers an account; the answer is the same whether or not the e-mail has one, so the page says so too. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '../../api/queries.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { AccessFrame, linkClass } from '../access-frame.tsx'
import { AccountFields } from '../account-fields.tsx'

const registerRoute = getRouteApi('/register')

export function RegisterPage() {
  const { next } = registerRoute.useSearch()
  const [entry, setEntry] = useState({ displayName: '', email: '', password: '' })
  const create = useWrite('createAccount')
  const change = (part: Partial<typeof entry>) => setEntry({ ...entry, ...part })
  const search = next === undefined ? {} : { next }

  if (create.isSuccess) {
    return (
      <AccessFrame
        title="Look into your mail"
        sentence={`If ${entry.email} can be registered, a link to verify it is on its way. Open it, then sign in.`}
      >
        <p className="pb-4 text-13 text-ink-2">
          Nothing arrived? Look into the spam folder, or ask the staff of your community: they can hand you
          the link when this server sends no mail.
        </p>
        <ButtonLink to="/sign-in" search={search} variant="primary" className="w-full">
          Go to the sign-in
        </ButtonLink>
      </AccessFrame>
    )
  }
  return (
    <AccessFrame
      title="Register"
      sentence="One account for every community on this server."
      footer={
        <>
          Registered already?{' '}
          <Link to="/sign-in" search={search} className={linkClass}>
            Sign in
          </Link>
        </>
      }
    >
      <Form problem={create.error} onSubmit={() => create.mutate({ body: entry })}>
        <AccountFields entry={entry} problem={create.error} onChange={change} />
        <Button type="submit" variant="primary" isPending={create.isPending} className="mt-2 w-full">
          Register
        </Button>
      </Form>
    </AccessFrame>
  )
}
