import type { Point } from '@rapport/vocabulary/insights/visit_times.ts'
import { useSay } from '../../language.ts'
import { fill } from '../../ui/fill.ts'
import shared from '../insights.module.css'
import type { Plan, Visit } from './report.ts'
import { numbered, type Rounds } from './rounds.ts'
import css from './routes.module.css'
import { words } from './words.ts'

const [width, height, edge] = [640, 460, 34]
const ink = ['blue', 'orange', 'violet', 'green', 'pink', 'indigo', 'teal', 'yellow', 'red']
export const colourOf = (round: number): string => `var(--${ink[round % ink.length]}-ink)`

const isPlaced = (one: Visit): one is Visit & Point => one.lat !== null && one.lng !== null

/** Degrees to the picture: east is narrowed by the latitude, north is up, everything fits. */
function projection(points: readonly Point[]) {
  const middle = points.reduce((sum, { lat }) => sum + lat, 0) / points.length
  const narrow = Math.cos((middle * Math.PI) / 180)
  const [xs, ys] = [points.map(({ lng }) => lng * narrow), points.map(({ lat }) => -lat)]
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const [wide, tall] = [Math.max(...xs) - left, Math.max(...ys) - top]
  const scale = Math.min((width - 2 * edge) / (wide || 0.01), (height - 2 * edge) / (tall || 0.01), 20_000)
  const [x, y] = [(width - wide * scale) / 2, (height - tall * scale) / 2]
  return { at: ({ lat, lng }: Point): Dot => [x + (lng * narrow - left) * scale, y + (-lat - top) * scale], scale }
}

type Dot = readonly [x: number, y: number]

/** Who are at one place stand around it, so that each is seen. */
function spread(visits: readonly (Visit & Point)[], at: (point: Point) => Dot): Map<string, Dot> {
  const places = Map.groupBy(visits, ({ lat, lng }) => `${lat} ${lng}`)
  return new Map(
    [...places.values()].flatMap((some) =>
      some.map((one, k): [string, Dot] => {
        const [x, y] = at(one)
        const turn = (k / some.length) * 2 * Math.PI
        const far = some.length === 1 ? 0 : 8 + some.length
        return [one.id, [x + far * Math.cos(turn), y + far * Math.sin(turn)]]
      }),
    ),
  )
}

/** The name of each town above the topmost of its dots. */
function townsAbove(visits: readonly Visit[], dots: ReadonlyMap<string, Dot>): { town: string; dot: Dot }[] {
  const towns = Map.groupBy(visits, ({ town }) => town ?? '')
  return [...towns].flatMap(([town, some]) => {
    const places = some.map(({ id }) => dots.get(id)!)
    const x = places.reduce((sum, [one]) => sum + one, 0) / places.length
    const dot: Dot = [
      Math.min(width - edge, Math.max(edge, x)),
      Math.max(12, Math.min(...places.map(([, y]) => y)) - 16),
    ]
    return town === '' ? [] : [{ town, dot }]
  })
}

const kmPerDegree = 111.2
const lengths = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]

/** A picture of the rounds without a map below it. */
export const RouteMap = ({
  plan,
  rounds,
  left,
  on,
}: {
  plan: Plan
  rounds: Rounds
  left: readonly Visit[]
  on: number | null
}) => {
  const say = useSay()
  const { start, end } = plan.figures
  const inside = rounds.flat().filter(isPlaced)
  const { at, scale } = projection([start, end, ...inside])
  const frame = ([x, y]: Dot): boolean => x > 4 && x < width - 4 && y > 4 && y < height - 4
  const dots = spread(inside, at)
  const waiting = left
    .filter(isPlaced)
    .map((one) => [one, at(one)] as const)
    .filter(([, dot]) => frame(dot))
  const km = lengths.findLast((one) => (one / kmPerDegree) * scale < 130) ?? 1
  const used = rounds.filter((visits) => visits.length > 0).length
  return (
    <figure className={`${shared.card} ${css.map}`}>
      <h2>{say(words.map)}</h2>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={fill(say(words.mapAbout), { n: used, start: plan.settings.start })}
      >
        {waiting.map(([one, [x, y]]) => (
          <circle key={one.id} cx={x} cy={y} r={3} className={css.waiting}>
            <title>{one.name ?? ''}</title>
          </circle>
        ))}
        {numbered(plan.settings).map(({ key, round }) => {
          const visits = rounds[round]!
          const way = [at(start), ...visits.map((one) => dots.get(one.id)!), at(end)]
          return (
            visits.length > 0 && (
              <g key={key} opacity={on === null || on === round ? 1 : 0.18}>
                <polyline
                  points={way.map((dot) => dot.map((c) => c.toFixed(1)).join(',')).join(' ')}
                  fill="none"
                  stroke={colourOf(round)}
                  strokeWidth={1.8}
                />
                {visits.map((one, k) => {
                  const [x, y] = dots.get(one.id)!
                  return (
                    <g key={one.id}>
                      {one.place !== 'exact' && (
                        <circle cx={x} cy={y} r={12.5} fill="none" stroke={colourOf(round)} strokeDasharray="3 3" />
                      )}
                      <circle cx={x} cy={y} r={9.5} fill={colourOf(round)} />
                      <text x={x} y={y + 3.6} className={css.number}>
                        {k + 1}
                      </text>
                      <title>{`${k + 1}. ${one.name ?? ''}`}</title>
                    </g>
                  )
                })}
              </g>
            )
          )
        })}
        {townsAbove(inside, dots).map(({ town, dot: [x, y] }) => (
          <text key={town} x={x} y={y} className={css.town}>
            {town}
          </text>
        ))}
        {[start, end].map((point, k) => {
          const [x, y] = at(point)
          return (
            <rect
              key={k === 0 ? 'start' : 'end'}
              x={x - 6}
              y={y - 6}
              width={12}
              height={12}
              rx={2}
              className={css.home}
            />
          )
        })}
        <g transform={`translate(${edge / 2} ${height - 14})`} className={css.scale}>
          <path d={`M0 -5 V0 H${(km / kmPerDegree) * scale} V-5`} />
          <text x={6} y={-5}>
            {fill(say(words.km), { n: km })}
          </text>
        </g>
      </svg>
      <figcaption className={css.hint}>{fill(say(words.mapAbout), { n: used, start: plan.settings.start })}</figcaption>
    </figure>
  )
}
