/** The list of everything in the reference, narrowed while typing; arrow keys walk through it. */
import { type ReactNode, type RefObject, useEffect, useMemo, useRef } from 'react'
import { cx } from '../ui/cx.ts'
import { introductionParts } from './introduction-parts.ts'
import { MethodBadge } from './method-badge.tsx'
import type { Reference } from './reference.rules.ts'
import { ReferenceSearch, useSlash } from './reference-search.tsx'
import { allRefusals } from './refusal-advice.rules.ts'
import { findInReference } from './search.rules.ts'
import { sectionWords } from './section-words.rules.ts'
import { shortTitle } from './short-title.rules.ts'

interface Props {
  reference: Reference
  current: string
  search: string
  onSearch: (search: string) => void
  /** The list beside the page is reached with `/`. */
  hasShortcut?: boolean
  onChoose?: () => void
}

export function Contents({ reference, current, search, onSearch, hasShortcut = false, onChoose }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLElement>(null)
  useSlash(input, hasShortcut)
  useCurrentInView(list, current)
  const refusals = useMemo(() => allRefusals(reference.refusals), [reference])
  const found = useMemo(() => findInReference(reference, refusals, search), [reference, refusals, search])
  const isSearching = search.trim() !== ''
  const links = () => [...(list.current?.querySelectorAll('a') ?? [])]
  return (
    <div className="flex h-full flex-col">
      <ReferenceSearch
        input={input}
        value={search}
        hasShortcut={hasShortcut}
        onChange={onSearch}
        onDown={() => links()[0]?.focus()}
        onEnter={() => links()[0]?.click()}
      />
      <nav
        ref={list}
        aria-label="Reference"
        className="min-h-0 flex-1 overflow-y-auto px-2 pb-8"
        onKeyDown={(event) => {
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
          const place = links().indexOf(document.activeElement as HTMLAnchorElement)
          if (step === 0 || place === -1) return
          event.preventDefault()
          const next = links()[place + step]
          if (next) next.focus()
          else if (step === -1) input.current?.focus()
        }}
      >
        {!isSearching && (
          <Group title="Using the API">
            {introductionParts.map(({ id, title }) => (
              <Item key={id} id={id} current={current} {...(onChoose ? { onChoose } : {})}>
                {title}
              </Item>
            ))}
            <Item id="refusals" current={current} {...(onChoose ? { onChoose } : {})}>
              Refusals
            </Item>
          </Group>
        )}
        {found.sections.map(({ tag, endpoints }) => (
          <Group key={tag} title={sectionWords(tag).title}>
            {endpoints.map(({ name, method, summary }) => (
              <Item key={name} id={name} current={current} {...(onChoose ? { onChoose } : {})}>
                <span className="w-11 shrink-0">
                  <MethodBadge method={method} look="plain" />
                </span>
                <span className="min-w-0 flex-1 truncate" title={summary}>
                  {shortTitle(summary)}
                </span>
              </Item>
            ))}
          </Group>
        ))}
        {found.refusals.length > 0 && (
          <Group title="Refusals">
            {found.refusals.map(({ code, status }) => (
              <Item key={code} id={code} current={current} {...(onChoose ? { onChoose } : {})}>
                <span className="w-11 shrink-0 font-mono text-12 text-ink-3">{status}</span>
                <span className="min-w-0 flex-1 truncate font-mono text-12">{code}</span>
              </Item>
            ))}
          </Group>
        )}
        {isSearching && found.sections.length + found.refusals.length === 0 && (
          <p className="px-2 py-4 text-13 text-ink-2">
            Nothing is called “{search.trim()}”. Try a word of the path, e.g. <i>members</i>.
          </p>
        )}
      </nav>
      <p role="status" className="sr-only">
        {isSearching && `${found.sections.flatMap(({ endpoints }) => endpoints).length} endpoints found`}
      </p>
    </div>
  )
}

/** Keeps the part that is being read in sight, and moves nothing but the list. */
function useCurrentInView(list: RefObject<HTMLElement | null>, current: string) {
  useEffect(() => {
    const link = list.current?.querySelector<HTMLElement>(`a[href="#${current}"]`)
    if (!list.current || !link) return
    const { top, bottom } = list.current.getBoundingClientRect()
    const place = link.getBoundingClientRect()
    if (place.top < top) list.current.scrollTop -= top - place.top + 48
    else if (place.bottom > bottom) list.current.scrollTop += place.bottom - bottom + 96
  }, [list, current])
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="pt-4">
      <p className="px-2 pb-1 text-12 font-medium text-ink-3">{title}</p>
      <ul className="flex flex-col gap-px">{children}</ul>
    </div>
  )
}

function Item({
  id,
  current,
  onChoose,
  children,
}: {
  id: string
  current: string
  onChoose?: () => void
  children: ReactNode
}) {
  return (
    <li>
      <a
        href={`#${id}`}
        aria-current={id === current ? 'location' : undefined}
        onClick={onChoose}
        className={cx(
          'flex h-7 items-center gap-1 rounded-md px-2 text-13 transition-colors focus-visible:outline-offset-[-2px] max-lg:h-10',
          id === current ? 'bg-pressed font-medium text-ink' : 'text-ink-2 hover:bg-hover hover:text-ink',
        )}
      >
        {children}
      </a>
    </li>
  )
}
