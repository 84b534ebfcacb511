/** The one rule by which the addresses of this face and those of the native API never meet. */

const nativeSegment = /^[a-z]+(-[a-z]+)*(\.json)?$/

/** The first address below `/api` that breaks the rule, or undefined. */
export function clashingPath(
  nativePaths: readonly string[],
  facePaths: readonly string[],
): string | undefined {
  const isNative = (path: string) => !path.startsWith('/api/') || nativeSegment.test(firstSegment(path))
  const isFace = (path: string) => path.startsWith('/api/') && firstSegment(path).includes('_')
  return nativePaths.find((path) => !isNative(path)) ?? facePaths.find((path) => !isFace(path))
}

const firstSegment = (path: string) => path.split('/')[2] ?? ''
