/** What an operator can do something about: told in words, without a stack trace. */
export class OperatorError extends Error {}
