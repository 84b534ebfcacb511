/** Sizes as people read them. */
const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB']

export function sizeInWords(bytes: number): string {
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10))
  const size = bytes / 1024 ** power
  return `${power === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[power]}`
}
