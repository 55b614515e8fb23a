import { refuse } from '../errors.ts'

/**
 * Histories: each sequence is a list of elements in time order, each element a set of items that happen together.
 * Elements of sequence s are `sequenceStarts[s] … sequenceStarts[s + 1]`; items of element e are
 * `members[elementStarts[e] … elementStarts[e + 1]]`, ascending; `times[e]` is when it happened, in the caller's unit.
 */
export type Sequences = {
  readonly items: readonly string[]
  readonly sequenceStarts: Int32Array
  readonly elementStarts: Int32Array
  readonly members: Int32Array
  readonly times: Float64Array
}

/** One history: its elements, each one item or several, and optionally when each happened. */
export type History = {
  readonly elements: readonly (string | readonly string[])[]
  readonly times?: readonly number[]
}

/**
 * Turns histories into sequences. Without times, element k of a history happens at time k.
 *
 * @throws AnalyticsError `wrong_shape` when a history has more or fewer times than elements, `bad_input` when they fall.
 * @example
 * sequencesFrom([{ elements: ['visit', ['buy', 'subscribe']], times: [0, 3] }])
 */
export function sequencesFrom(histories: readonly History[]): Sequences {
  const numbers = new Map<string, number>()
  const [sequenceStarts, elementStarts, members, times]: [number[], number[], number[], number[]] = [[0], [0], [], []]
  histories.forEach((history, s) => {
    checkTimes(history, s)
    history.elements.forEach((element, k) => {
      const names = typeof element === 'string' ? [element] : element
      const row = [...new Set(names.map((name) => numberOf(numbers, name)))].sort((a, b) => a - b)
      for (const item of row) members.push(item)
      elementStarts.push(members.length)
      times.push(history.times?.[k] ?? k)
    })
    sequenceStarts.push(times.length)
  })
  return {
    items: [...numbers.keys()],
    sequenceStarts: Int32Array.from(sequenceStarts),
    elementStarts: Int32Array.from(elementStarts),
    members: Int32Array.from(members),
    times: Float64Array.from(times),
  }
}

function checkTimes({ elements, times }: History, s: number): void {
  if (!times) return
  if (times.length !== elements.length) {
    refuse('wrong_shape', `History ${s} has ${elements.length} elements but ${times.length} times.`)
  }
  const falls = times.findIndex((time, k) => !(time >= (times[k - 1] ?? time)))
  if (falls >= 0) refuse('bad_input', `History ${s} goes back in time at element ${falls}; sort it by time.`)
}

function numberOf(numbers: Map<string, number>, name: string): number {
  const known = numbers.get(name)
  if (known !== undefined) return known
  numbers.set(name, numbers.size)
  return numbers.size - 1
}
