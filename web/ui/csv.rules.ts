/** Rows as CSV (RFC 4180) that a spreadsheet reads as text and numbers, never as a formula. */
export type CsvValue = string | number | boolean | null

/** Spreadsheets run what begins with these; a leading apostrophe keeps it text. */
const formulaStart = /^[=+\-@\t\r]/

function cell(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const text = formulaStart.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export const csvLine = (values: readonly CsvValue[]) => `${values.map(cell).join(',')}\r\n`
