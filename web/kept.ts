/** What this device keeps between visits. What cannot be read is as if it were not there: it must never break a page. */
const store = (): Storage | undefined => {
  try {
    return window.localStorage
  } catch {
    // Browsers can be told to keep nothing; then reaching for the store is an error.
    return undefined
  }
}

export const readKept = (key: string): unknown => {
  try {
    const text = store()?.getItem(key) ?? null
    return text === null ? undefined : (JSON.parse(text) as unknown)
  } catch {
    // Cut off by a full disk, or written by something else.
    forgetKept(key)
    return undefined
  }
}

/** Whether it is kept; false where the device has no room or keeps nothing. */
export const keep = (key: string, value: unknown): boolean => {
  try {
    store()?.setItem(key, JSON.stringify(value))
    return store() !== undefined
  } catch {
    // Full, or not allowed.
    return false
  }
}

export const forgetKept = (key: string): void => store()?.removeItem(key)

/** The keys that begin so, in their order. */
export const keptKeys = (beginning: string): readonly string[] =>
  Object.keys(store() ?? {})
    .filter((key) => key.startsWith(beginning))
    .sort()

/** An object with members, as kept values of a person are. */
export const isValues = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
