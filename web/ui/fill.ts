/** `{name}` in a sentence, filled. */
export const fill = (sentence: string, values: { readonly [name: string]: string | number }): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
