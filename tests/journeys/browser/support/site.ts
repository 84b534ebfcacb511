/** A whole installation with its built web pages at one address, and a browser to look at it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import type { RuntimeConfig } from '../../../../server/config.ts'
import { communities } from '../../../../server/features/communities/index.ts'
import { packageRoot } from '../../../../server/platform/package-root.ts'
import { startBareServer } from '../../../world/bare-server.ts'
import type { Credential } from '../../../world/caller.ts'
import { findFreePort } from '../../../world/free-port.ts'
import { createWorld, type World } from '../../../world/world.ts'
import { startChromium } from './chromium.ts'
import { calmDesktop, openWatchedPage, type WatchedPage } from './watched-page.ts'

export interface EmptySite {
  origin: string
  /** A fresh browser profile, signed in with this credential or, with `{}`, as nobody. */
  profile: (credential: Credential, options?: BrowserContextOptions) => Promise<BrowserContext>
  /** A page in a profile of its own. */
  open: (credential: Credential) => Promise<WatchedPage>
  stop: () => Promise<void>
}

export interface Site extends EmptySite {
  world: World
}

/** With an owner and a community. */
export async function createSite(changes: Partial<RuntimeConfig> = {}): Promise<Site> {
  const address = await freeAddress()
  const world = await createWorld({ ...changes, ...address })
  return { ...(await browse(address.publicUrl, world.stop)), world }
}

/** Nobody owns it yet; `firstRunUrl` is what the server prints at its start. */
export async function createEmptySite(): Promise<EmptySite & { firstRunUrl: string }> {
  const address = await freeAddress()
  const server = await startBareServer(address)
  const firstRunUrl = server.app.started.of(communities).firstRunUrl() ?? ''
  return { ...(await browse(address.publicUrl, server.stop)), firstRunUrl }
}

async function freeAddress() {
  if (!existsSync(join(packageRoot(), 'dist', 'web', 'index.html'))) {
    throw new Error('The browser tests look at the built web. Build it first: npm run build')
  }
  const port = await findFreePort()
  return { port, publicUrl: `http://localhost:${port}` }
}

async function browse(origin: string, stopServer: () => Promise<void>): Promise<EmptySite> {
  const browser: Browser = await startChromium()
  async function profile({ cookie = '' }: Credential, options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ ...calmDesktop, baseURL: origin, ...options })
    await context.addCookies(
      cookie
        .split('; ')
        .filter((pair) => pair !== '')
        .map((pair) => ({ ...nameAndValue(pair), url: origin, httpOnly: true })),
    )
    return context
  }
  return {
    origin,
    profile,
    open: async (credential) => openWatchedPage(await profile(credential)),
    async stop() {
      await browser.close()
      await stopServer()
    },
  }
}

function nameAndValue(pair: string): { name: string; value: string } {
  const at = pair.indexOf('=')
  return { name: pair.slice(0, at), value: pair.slice(at + 1) }
}
