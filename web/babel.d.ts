/** The one function of Babel that the build uses; its own types are a package of their own. */
declare module '@babel/core' {
  export const transformAsync: (
    code: string,
    options: Readonly<Record<string, unknown>>,
  ) => Promise<{ code?: string; map?: import('rolldown').ExistingRawSourceMap } | null>
}
