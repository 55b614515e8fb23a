import { Problem } from '../errors.ts'
import type { Method } from './route.ts'

type Parameters = Readonly<Record<string, string>>

interface Address {
  readonly method: Method
  readonly parts: readonly string[]
  /** Whether there is something at it for these parameters. */
  readonly holds: (parameters: Parameters) => boolean
}

const always = (): boolean => true

const partsOf = (path: string): string[] => path.split('/').slice(1)

/** The parameters of a path of this form; undefined when it has another. */
function parametersOf(parts: readonly string[], given: readonly string[]): Parameters | undefined {
  if (parts.length !== given.length) return undefined
  const found: Record<string, string> = {}
  for (const [i, part] of parts.entries())
    if (part.startsWith(':')) found[part.slice(1)] = given[i]!
    else if (part !== given[i]) return undefined
  return found
}

/** Which methods each address takes, so that a wrong one is told from a wrong address. */
export class Addresses {
  readonly #all: Address[] = []

  add(method: Method, path: string, holds: Address['holds'] = always): void {
    this.#all.push({ method, parts: partsOf(path), holds })
  }

  #methodsAt(url: string): string[] {
    const given = partsOf(url.split('?')[0]!)
    const there = this.#all.filter(({ parts, holds }) => {
      const parameters = parametersOf(parts, given)
      return parameters !== undefined && holds(parameters)
    })
    return [...new Set(there.map((one) => one.method))].sort()
  }

  /** What to say to a method that an address does not take; undefined when there is nothing at the address at all. */
  refusal(method: string, url: string): Problem | undefined {
    const methods = this.#methodsAt(url)
    if (methods.length === 0 || methods.includes(method)) return undefined
    const allow = methods.join(', ')
    return new Problem('method_refused', `This address takes ${allow}, not ${method}.`, { allow })
  }
}
