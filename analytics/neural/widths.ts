/** Widths of layers are padded to four, a vector of single precision. */
export const padded = (width: number) => (width + 3) & ~3

/** Number of weights and biases of layers of these padded widths. */
export function sizeOf(widths: Int32Array): number {
  let size = 0
  for (let l = 0; l + 1 < widths.length; l++) size += (widths[l]! + 1) * widths[l + 1]!
  return size
}
