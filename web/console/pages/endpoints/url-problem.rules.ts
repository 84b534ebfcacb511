/** What is wrong with the address of a receiver at first sight; the server judges it for good. */
export function urlProblem(text: string): string | undefined {
  const url = text.trim()
  if (url === '') return 'Give the address that takes the requests.'
  if (!/^https?:\/\//i.test(url)) return 'It starts with https://.'
  return URL.canParse(url) ? undefined : 'This is no complete address.'
}
