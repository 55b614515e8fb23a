/** What money brings on a channel, as a plan of a budget keeps it and a screen draws it. */
export type Curve =
  | { readonly shape: 'saturating'; readonly most: number; readonly scale: number }
  | { readonly shape: 'power'; readonly factor: number; readonly exponent: number }

/** What one effort that costs so much brings; nothing for nothing. */
export function returnOf(curve: Curve, amount: number): number {
  if (!(amount > 0)) return 0
  return curve.shape === 'saturating'
    ? curve.most * -Math.expm1(-amount / curve.scale)
    : curve.factor * amount ** curve.exponent
}

/** What an amount brings when it is shared evenly by several efforts, each with the same curve. */
export const sharedReturn = (curve: Curve, efforts: number, amount: number): number =>
  efforts * returnOf(curve, amount / efforts)

/** The curve that a person means by the most that one effort can bring and the amount that brings half of it. */
export const halfway = (most: number, half: number): Curve => ({ shape: 'saturating', most, scale: half / Math.LN2 })
