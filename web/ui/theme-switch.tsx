/** Chooses light, dark, or as the system says. */
import { Monitor, Moon, Sun } from 'lucide-react'
import { cx } from './cx.ts'
import { setTheme, type Theme, themes, useTheme } from './theme.ts'

const looks: Record<Theme, { icon: typeof Sun; label: string }> = {
  system: { icon: Monitor, label: 'System' },
  light: { icon: Sun, label: 'Light' },
  dark: { icon: Moon, label: 'Dark' },
}

export function ThemeSwitch() {
  const chosen = useTheme()
  return (
    <fieldset className="inline-flex w-fit gap-1 rounded-md border border-line bg-sunken p-1">
      <legend className="sr-only">Theme</legend>
      {themes.map((theme) => {
        const { icon: Icon, label } = looks[theme]
        return (
          <label
            key={theme}
            className={cx(
              'flex h-7 cursor-pointer items-center gap-2 rounded-sm px-2 text-13 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent',
              chosen === theme
                ? 'bg-raised font-medium text-ink ring-1 ring-line-strong'
                : 'text-ink-2 hover:text-ink',
            )}
          >
            <input
              type="radio"
              name="theme"
              className="sr-only"
              checked={chosen === theme}
              onChange={() => setTheme(theme)}
            />
            <Icon aria-hidden className="size-4" />
            {label}
          </label>
        )
      })}
    </fieldset>
  )
}
