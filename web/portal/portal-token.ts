/**
 * The secret of a portal link. It comes behind the `#` of the address, which no server is sent; it is then kept for
 * this tab alone and taken out of the address, so that it is not copied or photographed along with it.
 */
import { actWith } from '../api/credential.ts'

const place = 'guildhall.portal'

/** Answers whether there is one; from then on all calls of this page bear it. */
export function takePortalToken(): boolean {
  const given = window.location.hash.slice(1)
  if (given !== '') {
    window.sessionStorage.setItem(place, given)
    window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search)
  }
  const token = given === '' ? window.sessionStorage.getItem(place) : given
  if (token !== null) actWith(token)
  return token !== null
}
