/** The pages before and around signing in; all are public. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../app/root.route.tsx'

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** Links from mails and from the terminal carry a token; router values are strings or absent. */
const withToken = (search: Record<string, unknown>): { token?: string } => {
  const token = text(search.token)
  return token === undefined ? {} : { token }
}

const withNext = (search: Record<string, unknown>): { next?: string } => {
  const next = text(search.next)
  return next === undefined ? {} : { next }
}

export const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  validateSearch: withToken,
  component: lazyRouteComponent(() => import('./pages/setup-page.tsx'), 'SetupPage'),
})

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: withNext,
  component: lazyRouteComponent(() => import('./pages/sign-in-page.tsx'), 'SignInPage'),
})

export const registerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/register',
  validateSearch: withNext,
  component: lazyRouteComponent(() => import('./pages/register-page.tsx'), 'RegisterPage'),
})

export const verifyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/verify',
  validateSearch: withToken,
  component: lazyRouteComponent(() => import('./pages/verify-page.tsx'), 'VerifyPage'),
})

export const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset',
  validateSearch: withToken,
  component: lazyRouteComponent(() => import('./pages/reset-page.tsx'), 'ResetPage'),
})

export const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitations/$token',
  component: lazyRouteComponent(() => import('./pages/invitation-page.tsx'), 'InvitationPage'),
})

export const forgotRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot',
  component: lazyRouteComponent(() => import('./pages/forgot-page.tsx'), 'ForgotPage'),
})

export const accessRoutes = [
  setupRoute,
  signInRoute,
  registerRoute,
  verifyRoute,
  forgotRoute,
  resetRoute,
  invitationRoute,
]
