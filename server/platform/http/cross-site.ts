/**
 * Refuses writes that a browser sends along from another site (CSRF). Only cookies travel by themselves, so
 * only requests that carry one are judged. Browsers say where a request comes from in `Sec-Fetch-Site`, older
 * ones in `Origin`.
 */
import type { IncomingHttpHeaders } from 'node:http'
import { Refusal } from '../refusal.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

export function refuseCrossSite(
  method: string,
  headers: IncomingHttpHeaders,
  publicUrl: string,
  requestHost: string | undefined,
): void {
  if (safeMethods.has(method) || headers.cookie === undefined) return
  const site = headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return
  if (site !== undefined) throw new Refusal('cross_site_request')
  const { origin } = headers
  if (origin === undefined || origin === publicUrl) return
  if (URL.canParse(origin) && new URL(origin).host === requestHost) return
  throw new Refusal('cross_site_request')
}
