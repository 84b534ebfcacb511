/** The page that a portal link opens, without an account. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../app/root.route.tsx'

export interface PortalSearch {
  delivery?: string
  tab?: string
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

export const portalRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/portal',
  validateSearch: (search: Record<string, unknown>): PortalSearch => {
    const [delivery, tab] = [text(search.delivery), text(search.tab)]
    return { ...(delivery === undefined ? {} : { delivery }), ...(tab === undefined ? {} : { tab }) }
  },
  component: lazyRouteComponent(() => import('./portal-page.tsx'), 'PortalPage'),
})
