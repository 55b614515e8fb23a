import type { KeyboardCoordinateGetter } from '@dnd-kit/core'

/** Where a card would come to stand: how many cards of the lane, the card itself left out, are above it. */
export interface Spot {
  readonly lane: string
  readonly index: number
}

const laneElement = (lane: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-lane="${CSS.escape(lane)}"]`)

const cardsIn = (lane: string, held: string): HTMLElement[] =>
  [...(laneElement(lane)?.querySelectorAll<HTMLElement>('[data-card]') ?? [])].filter(
    (one) => one.dataset.card !== held,
  )

/** The spot under a card that is dragged by hand: its middle against the middles of the others. */
export const spotAt = (lane: string, held: string, middle: number): Spot => {
  const index = cardsIn(lane, held).findIndex((card) => {
    const { top, height } = card.getBoundingClientRect()
    return middle < top + height / 2
  })
  return { lane, index: index < 0 ? cardsIn(lane, held).length : index }
}

const steps: { readonly [key: string]: readonly [across: number, down: number] } = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The next spot of a card that is moved by the keyboard: along its lane, or across to the next one at the same height. */
export const steppedSpot = (
  spot: Spot,
  key: string,
  lanes: readonly string[],
  count: (lane: string) => number,
): Spot => {
  const [across, down] = steps[key] ?? [0, 0]
  const at = Math.min(lanes.length - 1, Math.max(0, lanes.indexOf(spot.lane) + across))
  const lane = lanes[at] ?? spot.lane
  return { lane, index: Math.min(count(lane), Math.max(0, spot.index + down)) }
}

const placeOf = ({ lane, index }: Spot, held: string): { x: number; y: number } | undefined => {
  const cards = cardsIn(lane, held)
  const [at, last] = [cards[index], cards.at(-1)]
  const box = (at ?? last ?? laneElement(lane))?.getBoundingClientRect()
  return box && { x: box.left, y: at ? box.top : last ? box.bottom + 8 : box.top + 48 }
}

/** Steps by arrow keys instead of by pixels; `take` hears of every step. */
export const stepping =
  (current: () => Spot | undefined, take: (spot: Spot) => void): KeyboardCoordinateGetter =>
  (event, { active }) => {
    const spot = current()
    if (spot === undefined || !Object.hasOwn(steps, event.code)) return undefined
    event.preventDefault()
    const lanes = [...document.querySelectorAll<HTMLElement>('[data-lane]')].map((one) => one.dataset.lane!)
    const next = steppedSpot(spot, event.code, lanes, (lane) => cardsIn(lane, String(active)).length)
    take(next)
    laneElement(next.lane)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    cardsIn(next.lane, String(active))[next.index]?.scrollIntoView({ block: 'nearest' })
    return placeOf(next, String(active))
  }
