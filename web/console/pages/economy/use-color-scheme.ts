/** Which theme holds just now, for what is drawn and does not follow the tokens by itself. */
import { useSyncExternalStore } from 'react'
import { useTheme } from '../../../ui/theme.ts'

const dark = '(prefers-color-scheme: dark)'

export function useColorScheme(): 'light' | 'dark' {
  const theme = useTheme()
  const isDarkSystem = useSyncExternalStore(subscribe, () => window.matchMedia(dark).matches)
  return theme === 'system' ? (isDarkSystem ? 'dark' : 'light') : theme
}

function subscribe(onChange: () => void): () => void {
  const query = window.matchMedia(dark)
  query.addEventListener('change', onChange)
  return () => query.removeEventListener('change', onChange)
}
