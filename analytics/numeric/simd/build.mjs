// Compiles kernels/ to ../kernels-wasm.ts: node analytics/numeric/simd/build.mjs (needs the package assemblyscript).
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const options =
  'index.ts --outFile kernels.wasm --optimizeLevel 3 --shrinkLevel 0 --noAssert --runtime stub --importMemory --sharedMemory --maximumMemory 65536 --memoryBase 1024 --enable simd --enable threads --disableWarning 112'

export async function compile() {
  const out = {}
  const writeFile = (name, contents) => {
    out[name] = contents
  }
  const baseDir = fileURLToPath(new URL('./kernels', import.meta.url))
  const { error, stderr } = await asc.main([...options.split(' '), '--baseDir', baseDir], { writeFile })
  if (error) throw new Error(`The kernels do not compile: ${stderr}`)
  return Buffer.from(out['kernels.wasm']).toString('base64')
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const lines = (await compile()).match(/.{1,110}/g).map((line) => `  '${line}',`)
  const header =
    '/** The compiled kernels of simd/kernels in base64; made by `node analytics/numeric/simd/build.mjs`. */\n'
  const text = `${header}export const kernelsWasm = [\n${lines.join('\n')}\n].join('')\n`
  writeFileSync(new URL('../kernels-wasm.ts', import.meta.url), text)
}
