import { useCallback } from 'react'
import { useLocale, useSay } from '../language.ts'
import { Chart } from '../ui/chart.tsx'
import type { ChartLook } from '../ui/chart-look.ts'
import { useChartWords } from './chart-words.ts'
import { showValue } from './figures.ts'
import { words } from './model-words.ts'
import type { Report } from './report.ts'

interface Node {
  readonly rows: number
  readonly value: readonly number[]
  readonly question?: { readonly name: string; readonly threshold?: number }
  readonly yes?: Node
  readonly no?: Node
}

interface Drawn {
  readonly name: string
  readonly children?: readonly Drawn[]
}

/** The likeliest outcome of a leaf, in words. */
const ending = (report: Report, node: Node): string => {
  if (report.task === 'number') return node.value[0]!.toFixed(1)
  if (report.task === 'yes_no') return `${(node.value[1]! * 100).toFixed(0)} %`
  const best = node.value.indexOf(Math.max(...node.value))
  return `${report.labels[best]} ${(node.value[best]! * 100).toFixed(0)} %`
}

/** A decision tree as a picture to be read from left to right: each branch is answered yes (above) or no (below). */
export const TreePicture = ({ report }: { report: Report }) => {
  const say = useSay()
  const locale = useLocale()
  const chartWords = useChartWords()
  const tree = report.tree as Node
  const called = (name: string): string => {
    const feature = report.features.find((one) => name === one.name || name.startsWith(`${one.name}=`))
    return feature ? `${say(feature.label)}${name.includes('=') ? ` = ${name.split('=')[1]}` : ''}` : name
  }
  const asked = (node: Node): string => {
    const { name, threshold } = node.question!
    const feature = report.features.find((one) => one.name === name)
    return threshold === undefined || name.includes('=')
      ? called(name)
      : `${called(name)} ≤ ${showValue(feature?.unit ?? 'number', threshold, locale)}`
  }
  const draw = (node: Node): Drawn =>
    node.question
      ? { name: asked(node), children: [draw(node.yes!), draw(node.no!)] }
      : { name: `${ending(report, node)} (${node.rows.toLocaleString(locale)})` }
  const drawn = JSON.stringify(draw(tree))
  const option = useCallback(
    (look: ChartLook) => ({
      tooltip: { trigger: 'item' },
      series: [
        {
          type: 'tree',
          data: [JSON.parse(drawn)],
          left: 12,
          right: 120,
          top: 12,
          bottom: 12,
          symbolSize: 7,
          initialTreeDepth: 5,
          itemStyle: { color: look.accent, borderColor: look.accent },
          lineStyle: { color: look.quiet },
          label: { position: 'top', align: 'left', color: look.ink2, fontSize: 11, distance: 3 },
          leaves: { label: { position: 'right', align: 'left', color: look.ink, fontSize: 11 } },
        },
      ],
    }),
    [drawn],
  )
  const rules: string[][] = []
  const walk = (node: Node, path: readonly string[]): void => {
    if (!node.question) return void rules.push([path.join('; '), ending(report, node), String(node.rows)])
    const question = asked(node)
    walk(node.yes!, [...path, question])
    walk(node.no!, [...path, `¬ ${question}`])
  }
  walk(tree, [])
  return (
    <Chart
      title={say(words.tree)}
      option={option}
      height={Math.max(260, rules.length * 34)}
      words={chartWords}
      table={{ head: [say(words.field), say(words.outcome), say(words.rows)], rows: rules }}
    />
  )
}
