/** The first stop of the keyboard: over the navigation, to the content. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="sr-only rounded-md bg-accent px-3 py-2 text-13 font-medium text-accent-ink focus-visible:not-sr-only focus-visible:fixed focus-visible:top-2 focus-visible:left-2 focus-visible:z-50"
    >
      Skip to the content
    </a>
  )
}
