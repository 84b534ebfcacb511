/** The bar at the top of the reference: whose it is, the raw document, the theme, and the way into the product. */
import { Link } from '@tanstack/react-router'
import { FileJson, ListTree, Monitor, Moon, Sun } from 'lucide-react'
import { buttonClass } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Mark } from '../ui/mark.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { setTheme, themes, useTheme } from '../ui/theme.ts'
import { documentAddress } from './open-api.ts'

const themeLooks = {
  system: { icon: Monitor, label: 'As the system says' },
  light: { icon: Sun, label: 'Light' },
  dark: { icon: Moon, label: 'Dark' },
} as const

export function DocsHeader({
  isDrawerOpen,
  onOpenContents,
}: {
  isDrawerOpen: boolean
  onOpenContents: () => void
}) {
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-canvas">
      <div className="mx-auto flex h-12 max-w-[90rem] items-center gap-2 px-4 max-sm:h-14">
        <IconButton
          label="Open the contents"
          icon={ListTree}
          className="-ml-2 lg:hidden"
          aria-expanded={isDrawerOpen}
          onClick={onOpenContents}
        />
        <Link to="/" className="flex items-center gap-2 rounded-md text-14 font-semibold text-ink">
          <Mark className="size-6" />
          <span className="max-sm:sr-only">Guildhall</span>
        </Link>
        <span aria-hidden className="text-line-strong max-sm:hidden">
          /
        </span>
        <span className="truncate text-14 text-ink-2">API reference</span>
        <div className="flex-1" />
        <a href={documentAddress} title="The OpenAPI 3.1 document" className={buttonClass('ghost')}>
          <FileJson aria-hidden className="size-4" />
          <span className="max-sm:sr-only">OpenAPI document</span>
        </a>
        <ThemeMenu />
      </div>
    </header>
  )
}

function ThemeMenu() {
  const theme = useTheme()
  return (
    <Menu label="Theme" trigger={<IconButton label="Theme" icon={themeLooks[theme].icon} />}>
      {themes.map((each) => (
        <MenuItem
          key={each}
          icon={themeLooks[each].icon}
          isChosen={each === theme}
          onSelect={() => setTheme(each)}
        >
          {themeLooks[each].label}
        </MenuItem>
      ))}
    </Menu>
  )
}
