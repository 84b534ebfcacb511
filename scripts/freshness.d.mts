/** The types of freshness.mjs, for tests that must not run on an old build. */
export const root: string
export const stampPath: string
export function isBuildStale(): boolean
export function isInstallStale(options: { withDev: boolean }): boolean
