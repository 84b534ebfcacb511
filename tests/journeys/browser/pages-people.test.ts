/** The pages around signing in, and the hall, at three widths and in both themes. */
import { describe } from 'vitest'
import { makeLookAt, type Place } from './support/look-at-pages.ts'

const lookAt = makeLookAt()
const at = (heading: string, name: string, path: string): Place => ({ heading, name, path: () => path })

describe('the pages around signing in', () => {
  lookAt(
    () => ({}),
    [
      at('Already set up', 'access setup', '/setup'),
      at('Sign in', 'access sign-in', '/sign-in'),
      at('Register', 'access register', '/register'),
      at('Set a new password', 'access forgot', '/forgot'),
      at('Set a new password', 'access reset', '/reset?token=some-token'),
      at('Verify your e-mail', 'access verify', '/verify'),
      {
        heading: 'Join Guild of Tests',
        name: 'access invitation',
        path: ({ invitationToken }) => `/invitations/${invitationToken}`,
      },
    ],
  )
})

describe('the hall', () => {
  const me = (name: string, rest: string): Place => ({
    heading: 'Mira Okafor',
    name,
    path: (_story, id) => `/hall/${id}${rest}`,
  })
  lookAt((_site, { member }) => member, [me('hall me', ''), me('hall me xp', '?asset=xp')])
})

describe('without a community', () => {
  lookAt((_site, { newcomer }) => newcomer, [at('Welcome, newcomer', 'welcome', '/')])
})
