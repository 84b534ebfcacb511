/** Headers that keep pages and answers safe in browsers; pages get a fresh nonce instead of unsafe-inline. */
import type { FastifyReply } from 'fastify'

export function setSecurityHeaders(reply: FastifyReply, isHttps: boolean): void {
  reply.header('x-content-type-options', 'nosniff')
  reply.header('referrer-policy', 'same-origin')
  reply.header('cross-origin-opener-policy', 'same-origin')
  reply.header('x-frame-options', 'DENY')
  reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
  if (isHttps) reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains')
}

export function pageContentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** For answers that are never pages. */
export const answerContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'"
