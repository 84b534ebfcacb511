/** The files of the page. */
import { readFile } from 'node:fs/promises'

const types: Record<string, string> = {
  'index.html': 'text/html; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
}

export async function pageFile(path: string) {
  const name = path === '/' ? 'index.html' : path.slice(1)
  const type = types[name]
  if (type === undefined) return undefined
  const bytes = await readFile(new URL(`./page/${name}`, import.meta.url))
  return {
    bytes,
    headers: {
      'content-type': type,
      'content-security-policy': "default-src 'self'",
      'x-content-type-options': 'nosniff',
    },
  }
}
