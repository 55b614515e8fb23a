/** Files that may be longer than 300 lines, each with its reason. */
export const exceptions: Record<string, string> = {
  'analytics/numeric/kernels-wasm.ts': 'made by analytics/numeric/simd/build.mjs, not written by hand',
  'analytics/numeric/simd/kernels/boost.ts':
    'AssemblyScript: the histograms and splits of one method with the loops inlined into them',
  'analytics/numeric/simd/kernels/forest.ts':
    'AssemblyScript: the one kernel that grows a tree with the loops inlined into it',
  'analytics/numeric/simd/kernels/kmeans.ts':
    'AssemblyScript: the kernels of one method with the loops inlined into them',
  'analytics/numeric/simd/kernels/mlp.ts':
    'AssemblyScript: the passes forward and back with the loops inlined into them',
  'analytics/numeric/simd/kernels/svm.ts': 'AssemblyScript: the kernels of one method with the loops inlined into them',
  'server/records/import/hostile.ts': 'a list of hostile files, one entry each; half of it would be no easier to read',
}
