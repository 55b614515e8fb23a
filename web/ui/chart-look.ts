/** The colours and types of the app, as a chart needs them: read from the tokens, so that one file decides the look. */
export interface ChartLook {
  readonly ink: string
  readonly ink2: string
  readonly ink3: string
  readonly line: string
  readonly surface: string
  readonly accent: string
  readonly spark: string
  readonly good: string
  readonly bad: string
  readonly quiet: string
  readonly font: string
  /** For series side by side, in this order. */
  readonly series: readonly string[]
  /** From little to much. */
  readonly ramp: readonly string[]
}

export const readLook = (): ChartLook => {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  const accent = token('accent')
  return {
    ink: token('ink'),
    ink2: token('ink-2'),
    ink3: token('ink-3'),
    line: token('line'),
    surface: token('raised'),
    accent,
    spark: token('spark'),
    good: token('good'),
    bad: token('bad'),
    quiet: token('line-strong'),
    font: token('font-text'),
    series: [
      accent,
      token('spark'),
      ...['violet', 'green', 'blue', 'pink', 'indigo', 'yellow'].map((name) => token(`${name}-ink`)),
    ],
    ramp: [token('sunken'), token('accent-weak'), token('accent-line'), accent],
  }
}

/** What every chart has in common: text, axes, grid and tooltip in the colours of the app. */
export const commonOption = (look: ChartLook) => ({
  animationDuration: 250,
  color: [...look.series],
  textStyle: { fontFamily: look.font, color: look.ink2, fontSize: 12 },
  grid: {
    left: 8,
    right: 16,
    top: 24,
    bottom: 8,
    outerBoundsMode: 'same' as const,
    outerBoundsContain: 'axisLabel' as const,
  },
  tooltip: {
    backgroundColor: look.surface,
    borderColor: look.line,
    textStyle: { color: look.ink, fontSize: 12, fontFamily: look.font },
    confine: true,
  },
})

/** An axis in the app's colours; what is given goes over it. */
export const axis = (look: ChartLook, given: Readonly<Record<string, unknown>> = {}) => ({
  axisLine: { lineStyle: { color: look.quiet } },
  axisTick: { show: false },
  axisLabel: { color: look.ink3, fontSize: 11 },
  splitLine: { lineStyle: { color: look.line } },
  nameTextStyle: { color: look.ink3, fontSize: 11 },
  ...given,
})
