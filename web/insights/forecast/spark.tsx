import css from './forecast.module.css'
import type { Brief } from './report.ts'

const [width, height] = [150, 34]

/** The last values with what comes after them: a line, then its range and a dashed line. The numbers stand beside it. */
export const Spark = ({ one }: { one: Brief }) => {
  const all = [...one.values, ...one.high]
  const most = Math.max(1e-9, ...all)
  const x = (i: number) => (i / (all.length - 1)) * width
  const y = (value: number) => height - 2 - (value / most) * (height - 4)
  const n = one.values.length
  const line = (values: readonly number[], from: number) =>
    values.map((value, i) => `${x(from + i)},${y(value)}`).join(' ')
  const last = one.values.at(-1)!
  const band = `${line([last, ...one.high], n - 1)} ${line([last, ...one.low], n - 1)
    .split(' ')
    .reverse()
    .join(' ')}`
  return (
    <svg
      className={css.spark}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      preserveAspectRatio="none"
      aria-hidden
    >
      <polygon points={band} className={css.sparkBand} />
      <polyline points={line(one.values, 0)} className={css.sparkLine} />
      <polyline points={line([last, ...one.mean], n - 1)} className={css.sparkAhead} />
    </svg>
  )
}
