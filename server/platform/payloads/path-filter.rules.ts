/**
 * The filters of RFC 9535 without its functions: `[?@.kind == 'win' && @.score > 10]`. Regular expressions of
 * customers would run on the main thread, so functions are refused when the path is compiled.
 */
import { jsonpath } from 'json-p3'
import { type Budget, follow, nothing, type Step } from './path-steps.rules.ts'

/** True when the child is selected; `root` is what `$` means. */
export type Filter = (child: unknown, root: unknown, budget: Budget) => boolean

type Operand = (child: unknown, root: unknown) => unknown

const {
  LogicalExpression,
  InfixExpression,
  PrefixExpression,
  RelativeQuery,
  RootQuery,
  NullLiteral,
  BooleanLiteral,
  StringLiteral,
  NumberLiteral,
} = jsonpath.expressions
const { NameSelector, IndexSelector } = jsonpath.selectors

export function compileFilter(expression: jsonpath.expressions.FilterExpression): Filter {
  if (expression instanceof LogicalExpression) return compileFilter(expression.expression)
  if (expression instanceof PrefixExpression) {
    const inner = compileFilter(expression.right)
    return (child, root, budget) => !inner(child, root, budget)
  }
  if (expression instanceof InfixExpression) {
    return expression.logical ? compileLogic(expression) : compileComparison(expression)
  }
  const operand = compileOperand(expression)
  return (child, root, budget) => {
    budget.spend(1)
    return operand(child, root) !== nothing
  }
}

function compileLogic({ left, operator, right }: jsonpath.expressions.InfixExpression): Filter {
  const first = compileFilter(left)
  const second = compileFilter(right)
  return operator === '&&'
    ? (child, root, budget) => first(child, root, budget) && second(child, root, budget)
    : (child, root, budget) => first(child, root, budget) || second(child, root, budget)
}

function compileComparison({ left, operator, right }: jsonpath.expressions.InfixExpression): Filter {
  const first = compileOperand(left)
  const second = compileOperand(right)
  const compare = comparisons[operator]
  if (!compare) throw new Error(`the operator ${operator} cannot be used`)
  return (child, root, budget) => {
    budget.spend(1)
    return compare(first(child, root), second(child, root), budget)
  }
}

type Comparison = (left: unknown, right: unknown, budget: Budget) => boolean

const comparisons: Record<string, Comparison> = {
  '==': isEqual,
  '!=': (left, right, budget) => !isEqual(left, right, budget),
  '<': (left, right) => isLess(left, right),
  '>': (left, right) => isLess(right, left),
  '<=': (left, right, budget) => isLess(left, right) || isEqual(left, right, budget),
  '>=': (left, right, budget) => isLess(right, left) || isEqual(left, right, budget),
}

function compileOperand(expression: jsonpath.expressions.FilterExpression): Operand {
  if (expression instanceof NullLiteral) return () => null
  if (
    expression instanceof BooleanLiteral ||
    expression instanceof StringLiteral ||
    expression instanceof NumberLiteral
  ) {
    const { value } = expression
    return () => value
  }
  if (expression instanceof RelativeQuery || expression instanceof RootQuery) {
    const steps = expression.path.segments.map(singleStep)
    return expression instanceof RootQuery
      ? (_child, root) => follow(steps, root)
      : (child) => follow(steps, child)
  }
  throw new Error('functions cannot be used')
}

function singleStep(segment: jsonpath.JSONPathSegment): Step {
  const [selector] = segment.selectors
  const isSingle = segment.selectors.length === 1 && !segment.toString().startsWith('..')
  if (isSingle && selector instanceof NameSelector) return { name: selector.name, index: null }
  if (isSingle && selector instanceof IndexSelector) return { name: null, index: selector.index }
  throw new Error('inside a filter, a path names one place, without *, .., slices and filters')
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint'
}

function isLess(left: unknown, right: unknown): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left < right
  return isNumber(left) && isNumber(right) && left < right
}

function isEqual(left: unknown, right: unknown, budget: Budget): boolean {
  // biome-ignore lint/suspicious/noDoubleEquals: the only comparison that is exact between number and bigint
  if (isNumber(left) && isNumber(right)) return left == right
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null)
    return left === right
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false
    budget.spend(left.length)
    return left.every((item, at) => isEqual(item, right[at], budget))
  }
  return isEqualObject(left as Record<string, unknown>, right as Record<string, unknown>, budget)
}

function isEqualObject(
  left: Record<string, unknown>,
  right: Record<string, unknown>,
  budget: Budget,
): boolean {
  const keys = Object.keys(left)
  const otherKeyCount = Object.keys(right).length
  budget.spend(keys.length + otherKeyCount)
  return (
    keys.length === otherKeyCount &&
    keys.every((key) => Object.hasOwn(right, key) && isEqual(left[key], right[key], budget))
  )
}
