/** Reads the query of a call: each parameter once, e-mails as people write them into addresses. */
import { emailMax } from '../../../contracts/values.ts'

export type QueryProblem = { code: 'missing_parameter' | 'invalid_parameter'; message: string }

/** A parameter that stands twice is refused, whichever it is: nobody can tell which was meant. */
export function readQuery(text: string): { values: Map<string, string> } | QueryProblem {
  const values = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(text)) {
    if (values.has(name)) return { code: 'invalid_parameter', message: `${name} is given twice.` }
    values.set(name, value)
  }
  return { values }
}

export function required(values: ReadonlyMap<string, string>, name: string): string | QueryProblem {
  const value = values.get(name)
  if (value === undefined || value === '') {
    return { code: 'missing_parameter', message: `The parameter ${name} is missing.` }
  }
  return value
}

/** A whole number within its bounds, or what stands for none. */
export function integer(
  values: ReadonlyMap<string, string>,
  name: string,
  { min, max, or }: { min: number; max: number; or: number },
): number | QueryProblem {
  const text = values.get(name) ?? String(or)
  const value = /^\d{1,9}$/.test(text) ? Number(text) : -1
  if (value >= min && value <= max) return value
  return { code: 'invalid_parameter', message: `${name} is a whole number from ${min} to ${max}.` }
}

/** An address may hold a `+`, which a query reads as a space. */
export function readUserEmail(value: string): string | QueryProblem {
  const email = value.trim().replaceAll(' ', '+')
  const isOne = email.length <= emailMax && /^[^@\s\0]+@[^@\s\0]+$/.test(email)
  return isOne ? email : { code: 'invalid_parameter', message: 'userEmail is not an e-mail address.' }
}
