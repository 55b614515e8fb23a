import { useComputedColorScheme } from '@mantine/core'
import { IconChartBar, IconTable } from '@tabler/icons-react'
import type { EChartsCoreOption } from 'echarts/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import css from './chart.module.css'
import { type ChartLook, commonOption, readLook } from './chart-look.ts'

export interface ChartTable {
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

export interface ChartGiven {
  readonly title: string
  /** What the picture shows, in a sentence: read out, and shown below. */
  readonly about?: ReactNode
  /** Built anew when the look changes. Text in it is shown as text: no formatter may return markup of others' words. */
  readonly option: (look: ChartLook) => EChartsCoreOption
  /** The same numbers for those who cannot see the picture, or want them exactly. */
  readonly table: ChartTable
  readonly height?: number
  /** Words of the two buttons, in the language of the screen. */
  readonly words: { readonly asTable: string; readonly asChart: string }
  readonly onPick?: (event: {
    readonly name: string
    readonly dataIndex: number
    readonly data: unknown
    readonly seriesName?: string
  }) => void
}

const Picture = ({
  title,
  option,
  height,
  onPick,
}: Required<Pick<ChartGiven, 'title' | 'option' | 'height'>> & Pick<ChartGiven, 'onPick'>) => {
  const place = useRef<HTMLDivElement>(null)
  const scheme = useComputedColorScheme('light')
  useEffect(() => {
    const element = place.current!
    let ended = false
    let end = (): void => undefined
    void import('./chart-engine.ts').then(({ init }) => {
      if (ended) return
      const chart = init(element, null, { renderer: 'svg' })
      const look = readLook()
      chart.setOption({
        ...commonOption(look),
        ...option(look),
        darkMode: scheme === 'dark',
        aria: { enabled: true, label: { description: title } },
      })
      if (onPick) chart.on('click', (event) => onPick(event as unknown as Parameters<typeof onPick>[0]))
      const watching = new ResizeObserver(() => chart.resize())
      watching.observe(element)
      end = () => {
        watching.disconnect()
        chart.dispose()
      }
    })
    return () => {
      ended = true
      end()
    }
  }, [option, title, onPick, scheme])
  return <div ref={place} className={css.picture} style={{ height }} role="img" aria-label={title} />
}

const Numbers = ({ title, table }: Pick<ChartGiven, 'title' | 'table'>) => (
  <div className={css.numbers}>
    <table>
      <caption className="visually-hidden">{title}</caption>
      <thead>
        <tr>
          {table.head.map((one) => (
            <th key={one} scope="col">
              {one}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.join('|')}>
            {row.map((cell, i) => (
              <td key={table.head[i]} className={typeof cell === 'number' ? css.end : undefined}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** A picture of numbers, with the numbers themselves a click away. */
export const Chart = ({ title, about, option, table, height = 260, words, onPick }: ChartGiven) => {
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className={css.chart}>
      <figcaption className={css.head}>
        <span className={css.title}>{title}</span>
        <button
          type="button"
          className={css.turn}
          onClick={() => setAsTable(!asTable)}
          aria-label={`${asTable ? words.asChart : words.asTable}: ${title}`}
          title={asTable ? words.asChart : words.asTable}
        >
          {asTable ? <IconChartBar size={15} stroke={1.7} /> : <IconTable size={15} stroke={1.7} />}
        </button>
      </figcaption>
      {asTable ? (
        <Numbers title={title} table={table} />
      ) : (
        <Picture title={title} option={option} height={height} onPick={onPick} />
      )}
      {about && <p className={css.about}>{about}</p>}
    </figure>
  )
}
