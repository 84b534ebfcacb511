/** Tells a result of a crash test to whoever runs it; the numbers of docs/guides/crash-tests.md come from here. */

export function report(text: string): void {
  process.stderr.write(`\n${text}\n`)
}
