const basis = 0x811c9dc5 | 0
const prime = 0x01000193

/** Words are filed under beginnings of these lengths; the longest makes long words rare enough to find. */
const shortest = 2
export const longest = 6

const isCapital = (unit: number): boolean => unit >= 65 && unit <= 90
const isLetterOrDigit = (unit: number): boolean => (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57)
const lowerAt = (text: string, at: number): number => {
  const unit = text.charCodeAt(at)
  return isCapital(unit) ? unit + 32 : unit
}
const startsPair = (unit: number): boolean => (unit & 0xfc00) === 0xd800

const han = /^\p{Script=Han}/u

/** The number under which a text is filed: FNV-1a over its UTF-16 units. `internal.token_number` makes the same in SQL. */
export const tokenOf = (text: string): number => {
  let hash = basis
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ lowerAt(text, at), prime)
  return hash
}

/**
 * Gathers the tokens of one record, each once. They are numbers, made while a text is read once: neither the beginnings of its
 * words nor, where it is ASCII, the words themselves become strings, because making them took longer than everything else.
 */
export class TokenSet {
  #slots = new Int32Array(256)
  /** In which gathering a slot was filled, so that nothing needs to be emptied. */
  #filled = new Int32Array(256)
  #gathering = 1
  #tokens: number[] = []

  add(token: number): void {
    const mask = this.#slots.length - 1
    let at = (token ^ (token >>> 15)) & mask
    while (this.#filled[at] === this.#gathering) {
      if (this.#slots[at] === token) return
      at = (at + 1) & mask
    }
    this.#slots[at] = token
    this.#filled[at] = this.#gathering
    if (this.#tokens.push(token) * 2 > mask) this.#grow()
  }

  #grow(): void {
    const [size, tokens] = [this.#slots.length * 2, this.#tokens]
    this.#slots = new Int32Array(size)
    this.#filled = new Int32Array(size)
    this.#tokens = []
    for (const token of tokens) this.add(token)
  }

  /** The beginnings of a word; a Chinese one, and a single letter, also under its first character. */
  addWord(word: string, from = 0, to = word.length, least = shortest): void {
    let [hash, size] = [basis, 0]
    const alone = word.charCodeAt(from) > 127 && han.test(word.slice(from, from + 2))
    for (let at = from; at < to && size < longest; at++) {
      hash = Math.imul(hash ^ lowerAt(word, at), prime)
      if (startsPair(word.charCodeAt(at)) && at + 1 < to) continue
      size++
      if (size >= least || alone) this.add(hash)
    }
    if (size === 1) this.add(hash)
  }

  /** The words of a text in ASCII. */
  addWords(text: string, from = 0, to = text.length): void {
    let [hash, size] = [basis, 0]
    for (let at = from; at <= to; at++) {
      const unit = at < to ? lowerAt(text, at) : 0
      if (isLetterOrDigit(unit)) {
        hash = Math.imul(hash ^ unit, prime)
        size++
        if (size >= shortest && size <= longest) this.add(hash)
      } else {
        if (size === 1) this.add(hash)
        hash = basis
        size = 0
      }
    }
  }

  /** A text in ASCII as one word, without what parts it. */
  addJoined(text: string): void {
    let [hash, size] = [basis, 0]
    for (let at = 0; at < text.length && size < longest; at++) {
      const unit = lowerAt(text, at)
      if (!isLetterOrDigit(unit)) continue
      hash = Math.imul(hash ^ unit, prime)
      if (++size >= shortest) this.add(hash)
    }
    if (size === 1) this.add(hash)
  }

  /** What was gathered; the next record begins. */
  take(): number[] {
    const tokens = this.#tokens
    this.#tokens = []
    this.#gathering++
    return tokens
  }
}
