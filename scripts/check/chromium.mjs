/**
 * Finds the Chromium for the browser journeys, or installs the distribution's one where that is allowed. The one without a
 * window of its own comes first: it needs a quarter less time for the same pages.
 */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { CheckError, run } from './run.mjs'

const shell = 'chromium-headless-shell'
const names = [shell, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const usualPlaces = [
  '/usr/lib/chromium/chromium',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** GUILDHALL_CHROMIUM, else what lies on the PATH or in the usual places. */
export function findChromium() {
  const told = process.env.GUILDHALL_CHROMIUM
  if (told) {
    if (existsSync(told)) return told
    throw new CheckError(`GUILDHALL_CHROMIUM names ${told}, and there is nothing`)
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...onPath, ...usualPlaces].find((path) => existsSync(path))
}

export async function findOrInstallChromium() {
  const found = findChromium()
  if (found) return found
  const command = `apt-get update && apt-get install -y --no-install-recommends ${shell}`
  const isRoot = process.getuid?.() === 0
  if (isRoot && (existsSync('/usr/bin/apt-get') || existsSync('/bin/apt-get'))) {
    process.stdout.write('Installing Chromium from the distribution ...\n')
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update'], { isQuiet: true, env, mayFail: true })
    await run('apt-get', ['install', '-y', '--no-install-recommends', shell], { isQuiet: true, env })
    const installed = findChromium()
    if (installed) return installed
  }
  throw new CheckError(
    `The browser journeys need a Chromium, and none was found. Install one, e.g. as root: ${command}\nOr name one: GUILDHALL_CHROMIUM=/path/to/chrome npm test`,
  )
}
