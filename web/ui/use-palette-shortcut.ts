/** Ctrl-K and Cmd-K; apart from the palette itself, which is loaded when it is first opened. */
import { useEffect, useRef } from 'react'

/** Calls `open` on Ctrl-K or Cmd-K. */
export function usePaletteShortcut(open: () => void) {
  const latest = useRef(open)
  latest.current = open
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
