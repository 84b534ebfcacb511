/** Ctrl-S or Cmd-S saves what is open, instead of the page. */
import { useEffect, useRef } from 'react'

export function useSaveShortcut(isSavable: boolean, save: () => void): void {
  const latest = useRef({ isSavable, save })
  latest.current = { isSavable, save }
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return
      event.preventDefault()
      if (latest.current.isSavable) latest.current.save()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
