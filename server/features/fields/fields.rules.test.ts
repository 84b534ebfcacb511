/** What a planned change of a field leads to. */
import { describe, expect, it } from 'vitest'
import { optionsProblem, planFieldChange } from './fields.rules.ts'

const numerical = { type: 'numerical', options: [] } as const
const text = { type: 'single-line-text', options: [] } as const

describe('planning a field change', () => {
  it('adds to and subtracts from a number', () => {
    expect(planFieldChange(numerical, 10, 'add', 5)).toEqual({ ok: true, after: 15 })
    expect(planFieldChange(numerical, 10, 'subtract', 0.1)).toEqual({ ok: true, after: 9.9 })
  })
  it('counts an empty field as 0', () => {
    expect(planFieldChange(numerical, null, 'subtract', 5)).toEqual({ ok: true, after: -5 })
  })
  it('says so when a value had to be read as another type', () => {
    const plan = planFieldChange(numerical, 1, 'add', '50')
    expect(plan).toMatchObject({ ok: true, after: 51 })
    expect(plan).toHaveProperty('warning', '"50" was read as the number 50')
  })
  it('clears a field when null is set', () => {
    expect(planFieldChange(text, 'before', 'set', null)).toEqual({ ok: true, after: null })
  })
  it('does not add to a field that is not numerical, even if it holds digits', () => {
    expect(planFieldChange(text, '5', 'add', '5')).toMatchObject({ ok: false })
  })
  it('does not add nothing', () => {
    expect(planFieldChange(numerical, 5, 'add', null)).toMatchObject({ ok: false })
  })
  it('does not take a value that does not fit', () => {
    expect(planFieldChange(numerical, 5, 'set', 'many')).toMatchObject({ ok: false })
  })
})

describe('options of a field', () => {
  it('are needed by a select field and by no other', () => {
    expect(optionsProblem('select', [])).toBeDefined()
    expect(optionsProblem('select', ['Red', 'Blue'])).toBeUndefined()
    expect(optionsProblem('date', ['Red'])).toBeDefined()
    expect(optionsProblem('date', [])).toBeUndefined()
  })
  it('must differ in more than case', () => {
    expect(optionsProblem('select', ['Red', 'red'])).toBeDefined()
  })
})
