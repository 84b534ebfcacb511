/** The reads that a change of an app, or of its keys, makes stale. */
export const appReads = ['getApp', 'listApps'] as const
export const appKeyReads = ['listAppKeys', ...appReads] as const
