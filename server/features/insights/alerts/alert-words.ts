/** What an alert says: what is wrong, and what to do about it. */
export interface AlertWords {
  words: string
  advice: string
}
