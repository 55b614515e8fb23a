/** Files that may be longer than 300 lines, each with its reason. */
export const exceptions: Record<string, string> = {
  'analytics/numeric/kernels-wasm.ts': 'made by analytics/numeric/simd/build.mjs, not written by hand',
}
