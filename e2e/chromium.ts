import { existsSync } from 'node:fs'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
]

/** The Chromium that the journeys drive: the one that is named, else the machine's; undefined leaves it to Playwright. */
export const chromiumPath = (): string | undefined =>
  process.env.RAPPORT_TEST_CHROMIUM ?? usual.find((path) => existsSync(path))
