/** The credential of a page that was opened with a link instead of an account; nothing on all other pages. */
let bearer: string | null = null

/** From now on every call bears it, and no cookie. */
export function actWith(token: string): void {
  bearer = token
}

export const authorizationHeader = () => (bearer === null ? null : `Bearer ${bearer}`)
