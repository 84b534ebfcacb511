/** A page that remembers everything that went wrong in it: errors of scripts, of the policy, and of requests. */
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

export interface WatchedPage {
  page: Page
  /** In words, in the order they happened. */
  problems: string[]
}

/** Desktop size, without motion, so that what is seen is what stays. */
export const calmDesktop: BrowserContextOptions = {
  viewport: { width: 1440, height: 900 },
  reducedMotion: 'reduce',
  colorScheme: 'light',
  locale: 'en-US',
  timezoneId: 'UTC',
}

const actionTimeoutMs = 15_000

export async function openWatchedPage(context: BrowserContext): Promise<WatchedPage> {
  context.setDefaultTimeout(actionTimeoutMs)
  const page = await context.newPage()
  const problems: string[] = []
  page.on('console', (message) => {
    // The browser reports refused requests as errors of its own; they are judged by their answer below.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      problems.push(`console: ${message.text()}`)
    }
  })
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 500 || response.status() === 404) {
      problems.push(`${response.status()} ${response.request().method()} ${response.url()}`)
    }
  })
  return { page, problems }
}
