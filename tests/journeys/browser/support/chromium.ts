/** The system's Chromium, found where distributions put it and started with a fresh profile. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const usualPlaces = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/lib/chromium/chromium',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
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

/** GUILDHALL_CHROMIUM names another one; `npm test` sets it to what it found or installed. */
export async function startChromium(): Promise<Browser> {
  const executablePath = process.env.GUILDHALL_CHROMIUM || usualPlaces.find((place) => existsSync(place))
  if (executablePath === undefined) {
    throw new Error(
      'The browser tests need a Chromium. As root on Debian: apt-get install -y chromium-headless-shell',
    )
  }
  return chromium.launch({ executablePath, headless: true, args: flags, timeout: launchTimeoutMs })
}
