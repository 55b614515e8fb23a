import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{analytics,vocabulary,server,web,scripts}/**/*.test.{ts,tsx,mjs}'],
    globalSetup: ['server/test/cluster.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
