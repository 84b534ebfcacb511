/** A whole installation with its built web pages at one address, and a browser to look at it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import { packageRoot } from '../../../../server/platform/package-root.ts'
import type { Credential } from '../../../world/caller.ts'
import { createWorld, type World } from '../../../world/world.ts'
import { startChromium } from './chromium.ts'
import { findFreePort } from './free-port.ts'
import { calmDesktop, openWatchedPage, type WatchedPage } from './watched-page.ts'

export interface Site {
  world: World
  browser: Browser
  origin: string
  /** A fresh browser profile, signed in with this credential or, with `{}`, as nobody. */
  profile: (credential: Credential, options?: BrowserContextOptions) => Promise<BrowserContext>
  /** A page in a profile of its own. */
  open: (credential: Credential) => Promise<WatchedPage>
  stop: () => Promise<void>
}

export async function createSite(): Promise<Site> {
  requireBuiltPages()
  const port = await findFreePort()
  const origin = `http://localhost:${port}`
  const [world, browser] = await Promise.all([createWorld({ port, publicUrl: origin }), startChromium()])

  async function profile(credential: Credential, options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ ...calmDesktop, baseURL: origin, ...options })
    await context.addCookies(
      (credential.cookie ?? '')
        .split('; ')
        .filter((pair) => pair !== '')
        .map((pair) => {
          const at = pair.indexOf('=')
          return { name: pair.slice(0, at), value: pair.slice(at + 1), url: origin, httpOnly: true }
        }),
    )
    return context
  }

  return {
    world,
    browser,
    origin,
    profile,
    open: async (credential) => openWatchedPage(await profile(credential)),
    async stop() {
      await browser.close()
      await world.stop()
    },
  }
}

export function requireBuiltPages(): void {
  if (existsSync(join(packageRoot(), 'dist', 'web', 'index.html'))) return
  throw new Error('The browser tests look at the built web. Build it first: npm run build')
}
