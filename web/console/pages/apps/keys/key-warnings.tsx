/** What to know before a key of an app is generated, and whenever one is handled. */
export function KeyWarnings() {
  return (
    <ul className="list-disc pl-4 text-13 text-ink-2">
      <li>Never put it into client code: whoever has the game would have the key.</li>
      <li>Never put it into a repository; keep it in the settings of your server.</li>
      <li>A new key ends the old one at once, unless you choose an overlap.</li>
    </ul>
  )
}
