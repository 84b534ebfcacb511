/**
 * Issued and spent per day as bars: what is issued stands above the line, what is spent hangs below it, so that
 * the direction says it as well as the color. Drawn by uPlot, which comes with this page only.
 */
import { useEffect, useRef, useState } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { EconomyAsset } from '../../../../contracts/insights.ts'
import { formatCount } from '../../../ui/amount.rules.ts'
import { type ChartColors, chartOptions } from './chart-options.ts'
import { useColorScheme } from './use-color-scheme.ts'

type Days = EconomyAsset['days']

export function FlowChart({ name, days }: { name: string; days: Days }) {
  const frame = useRef<HTMLDivElement>(null)
  const scheme = useColorScheme()
  const [pointed, setPointed] = useState<number | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes what the colors resolve to
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const size = () => ({ width: element.clientWidth, height: element.clientHeight })
    const chart = new uPlot(chartOptions(colorsOf(element), size(), setPointed), dataOf(days), element)
    const observer = new ResizeObserver(() => chart.setSize(size()))
    observer.observe(element)
    return () => {
      observer.disconnect()
      chart.destroy()
    }
  }, [days, scheme])

  return (
    <figure aria-label={`${name} issued and spent per day`}>
      <figcaption className="flex min-h-5 flex-wrap gap-x-4 text-12 text-ink-2">
        <Key className="bg-good" words="Issued, above the line" />
        <Key className="bg-bad" words="Spent, below the line" />
        <span className="ml-auto tabular-nums max-sm:hidden">{dayInWords(days[pointed ?? -1])}</span>
      </figcaption>
      <div ref={frame} aria-hidden className="h-56 w-full" />
    </figure>
  )
}

function Key({ className, words }: { className: string; words: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      <span aria-hidden className={`size-2 rounded-sm ${className}`} />
      {words}
    </span>
  )
}

const dayInWords = (day: Days[number] | undefined) =>
  day ? `${day.day}: issued ${formatCount(day.issued)}, spent ${formatCount(day.spent)}` : ''

/** uPlot wants seconds; each bar stands at the middle of its day. */
function dataOf(days: Days): uPlot.AlignedData {
  return [
    days.map(({ day }) => Date.parse(`${day}T12:00:00Z`) / 1000),
    days.map(({ issued }) => issued),
    days.map(({ spent }) => -spent),
  ]
}

/** A canvas knows no tokens: they are resolved where the chart stands, in the theme that holds. */
function colorsOf(element: HTMLElement): ChartColors {
  // A new element for each, because one whose color changes is on its way there for a moment.
  const resolve = (token: string) => {
    const probe = document.createElement('span')
    probe.style.color = `var(${token})`
    element.append(probe)
    const { color } = getComputedStyle(probe)
    probe.remove()
    return color
  }
  return {
    issued: resolve('--color-good'),
    spent: resolve('--color-bad'),
    words: resolve('--color-ink-3'),
    grid: resolve('--color-line'),
    font: `12px ${getComputedStyle(element).fontFamily}`,
  }
}
