/** Hands a CSV file to the reader's browser. */
export function saveCsv(fileName: string, lines: readonly string[]): void {
  // The mark at the start tells spreadsheets that the file is UTF-8.
  const address = URL.createObjectURL(new Blob(['\ufeff', ...lines], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  URL.revokeObjectURL(address)
}
