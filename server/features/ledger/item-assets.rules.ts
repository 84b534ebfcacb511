/**
 * The codes of the assets of items. They hold a colon, which no code of a currency can, so nobody adjusts, holds or
 * maps units of items by hand: only the feature `items` posts them.
 */

const prefix = 'item:'

/** `id`: of the tier. */
export const itemAsset = (id: string): string => prefix + id.replaceAll('-', '')

export const isItemAsset = (code: string): boolean => code.startsWith(prefix)
