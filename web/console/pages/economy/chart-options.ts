/** How the chart of flows looks: bars from a line at zero, quiet axes, the day under the pointer. */
import uPlot from 'uplot'
import { formatShort } from '../../../ui/amount.rules.ts'

export interface ChartColors {
  issued: string
  spent: string
  words: string
  grid: string
  font: string
}

const barShareMax = 0.7
const barWidthMax = 32
const axisWidth = 48
const axisHeight = 28
const halfDay = 43_200
const labelWidth = 64

export function chartOptions(
  colors: ChartColors,
  size: { width: number; height: number },
  onPoint: (index: number | null) => void,
): uPlot.Options {
  const { bars } = uPlot.paths
  const drawBars = bars?.({ size: [barShareMax, barWidthMax] })
  const series = (label: string, color: string): uPlot.Series => ({
    label,
    fill: color,
    width: 0,
    points: { show: false },
    ...(drawBars ? { paths: drawBars } : {}),
  })
  const axis = { stroke: colors.words, font: colors.font }
  return {
    ...size,
    // Days are those of UTC, wherever the reader is.
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: {
      x: { range: (_chart, first, last) => [first - halfDay, last + halfDay] },
      y: { range: (_chart, low, high) => rangeOf(low, high) },
    },
    series: [{}, series('Issued', colors.issued), series('Spent', colors.spent)],
    axes: [
      {
        ...axis,
        grid: { show: false },
        ticks: { show: false },
        values: dayLabels,
        splits: labelledDays,
        size: axisHeight,
      },
      {
        ...axis,
        size: axisWidth,
        grid: { stroke: colors.grid, width: 1 },
        ticks: { show: false },
        values: (_chart, values) => values.map((value) => formatShort(Math.abs(value))),
      },
    ],
    hooks: { setCursor: [(chart) => onPoint(chart.cursor.idx ?? null)] },
  }
}

/** Zero is always there, with a little air at both ends. */
function rangeOf(low: number, high: number): [number, number] {
  const span = Math.max(high, 0) - Math.min(low, 0) || 1
  const air = span * 0.06
  return [low < 0 ? low - air : 0, high > 0 ? high + air : low < 0 ? 0 : 1]
}

const shortDay = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' })

const dayLabels = (_chart: uPlot, ticks: number[]) =>
  ticks.map((seconds) => shortDay.format(new Date(seconds * 1000)))

/** As many days as there is room for, the last one among them. */
function labelledDays(chart: uPlot): number[] {
  const days = [...chart.data[0]]
  const step = Math.ceil(days.length / Math.max(1, Math.floor(chart.width / labelWidth)))
  return days.filter((_day, index) => (days.length - 1 - index) % step === 0)
}
