/** The types of custom fields in words. */
import type { FieldType } from '../../../../contracts/fields.ts'

export const fieldTypeLabels: Record<FieldType, string> = {
  'single-line-text': 'Text, one line',
  'multi-line-text': 'Text, several lines',
  numerical: 'Number',
  date: 'Date',
  boolean: 'Yes or no',
  select: 'One of a list',
}

export const fieldTypeOptions = Object.entries(fieldTypeLabels).map(([value, label]) => ({ value, label }))

/** A key from a name: lower case letters, digits and hyphens. */
export function keyFromName(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50)
}
