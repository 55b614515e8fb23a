import { transformAsync } from '@babel/core'
import macros from '@lingui/babel-plugin-lingui-macro'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { chunkNames } from './chunks.ts'

/** Turns the messages of Lingui's macros into calls. Only files that use them pass through Babel. */
const messages: Plugin = {
  name: 'messages',
  enforce: 'pre',
  transform: {
    filter: { id: /\.tsx?$/, code: /@lingui\/(core|react)\/macro/ },
    handler: async (code, id) => {
      const made = await transformAsync(code, {
        filename: id,
        plugins: [macros],
        parserOpts: { plugins: ['typescript', 'jsx'] },
        sourceMaps: true,
        configFile: false,
        babelrc: false,
      })
      return made?.code ? { code: made.code, map: made.map } : undefined
    },
  },
}

export default defineConfig({
  plugins: [messages, react(), lingui()],
  build: {
    target: 'es2022',
    manifest: true,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: chunkNames(import.meta.dirname) }] },
      },
    },
  },
  server: { proxy: { '/api': { target: process.env.RAPPORT_URL ?? 'http://127.0.0.1:4700' } } },
})
