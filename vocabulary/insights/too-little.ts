/** What is there is not enough to learn from: how much there is of each, and how much it takes. */
export interface TooLittle {
  readonly tooLittle: readonly { readonly of: string; readonly has: number; readonly needs: number }[]
}
