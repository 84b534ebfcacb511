/** The system's Chromium, found where distributions put it and started with a fresh profile. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const launchTimeoutMs = 60_000

/** GUILDHALL_TEST_CHROMIUM names another one. */
export async function startChromium(): Promise<Browser> {
  const named = process.env.GUILDHALL_TEST_CHROMIUM
  const executablePath = named ?? usualPlaces.find((place) => existsSync(place))
  if (executablePath === undefined) {
    throw new Error('The browser tests need Chromium. On Debian and Ubuntu: apt-get install chromium')
  }
  return chromium.launch({ executablePath, headless: true, args: flags, timeout: launchTimeoutMs })
}
