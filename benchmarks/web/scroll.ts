/*
 * Scrolls, jumps and types in the list of customers with Chromium: node benchmarks/web/scroll.ts <URL of a running Rapport> <e-mail> <password>
 * The server should hold a million customers: benchmarks/records/fill.ts.
 */
import { chromium, type Page } from '@playwright/test'

const [url, email, password] = process.argv.slice(2)
if (!url || !email || !password) throw new Error('Give the address of a running Rapport, an e-mail and a password.')

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const p95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0
const tell = (what: string, value: string): void => console.log(`${what.padEnd(44)} ${value}`)

/** Frames drawn while the wheel turns for some seconds, and the longest gaps between them. */
async function wheel(page: Page, seconds: number): Promise<void> {
  await page.evaluate(() => {
    const gaps: number[] = []
    let last = performance.now()
    let on = true
    const frame = (now: number): void => {
      gaps.push(now - last)
      last = now
      if (on) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    Object.assign(window, { gaps, endFrames: () => (on = false) })
  })
  await page.mouse.move(700, 500)
  const until = performance.now() + seconds * 1000
  while (performance.now() < until) {
    await page.mouse.wheel(0, 120)
    await page.waitForTimeout(16)
  }
  const gaps = await page.evaluate(() => {
    const shared = window as unknown as { gaps: number[]; endFrames: () => void }
    shared.endFrames()
    return shared.gaps.slice(2)
  })
  const whole = gaps.reduce((sum, gap) => sum + gap, 0)
  tell('frames a second while scrolling', (gaps.length / (whole / 1000)).toFixed(1))
  tell('gap between frames, p95', `${p95(gaps).toFixed(1)} ms`)
}

/** From setting the scrollbar to a place until a row of that place is drawn. */
async function jump(page: Page, share: number): Promise<number> {
  const began = performance.now()
  await page.locator('[role=grid]').evaluate((grid, part) => {
    const box = grid.parentElement!
    box.scrollTop = (box.scrollHeight - box.clientHeight) * part
  }, share)
  await page.waitForFunction(
    (part) => {
      const rows = [...document.querySelectorAll<HTMLElement>('[role=grid] [data-row]')]
      return rows.some((row) => Number(row.dataset.row) > 900_000 * part - 1_000)
    },
    share,
    { polling: 'raf', timeout: 30_000 },
  )
  return performance.now() - began
}

interface Interaction {
  readonly name: string
  readonly duration: number
  readonly waited: number
  readonly handled: number
}

/** Interactions to the next paint, as the browser itself measures them. */
async function interactions(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: { name: string; duration: number; waited: number; handled: number }[] = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceEventTiming[])
        if (entry.interactionId)
          seen.push({
            name: entry.name,
            duration: entry.duration,
            waited: entry.processingStart - entry.startTime,
            handled: entry.processingEnd - entry.processingStart,
          })
    }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)
    Object.assign(window, { seen })
  })
  // The rows that scrolling asked for have come, and the page is at rest.
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(1_000)
  await page.locator('[data-row] [data-column="5"]').first().click()
  let pressed = 0
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowDown', 'PageDown', 'ArrowUp', 'ArrowLeft'])
    for (let i = 0; i < 8; i++, pressed++) {
      await page.keyboard.press(key)
      // Somewhat faster than a person presses.
      await page.waitForTimeout(60)
    }
  for (let i = 0; i < 6; i++) {
    const rows = await page.locator('[data-row]').all()
    const tops = await Promise.all(rows.map(async (row) => (await row.boundingBox())?.y ?? 0))
    // Only what a person sees, who would not click beside the window.
    const seen = rows.filter((_, at) => tops[at]! > 250 && tops[at]! < 750)
    await seen[i]!.locator('[data-column="5"]').click()
    await page.waitForTimeout(200)
    await page.keyboard.type('Norway', { delay: 80 })
    await page.keyboard.press('Escape')
    pressed += 8
  }
  await page.waitForTimeout(500)
  const reported = await page.evaluate(() => (window as unknown as { seen: Interaction[] }).seen)
  const slow = reported.map(({ duration }) => duration)
  // Shorter ones than 16 ms are not reported by the browser; they count as 16.
  const all = [...slow, ...Array.from({ length: Math.max(0, pressed - slow.length) }, () => 16)]
  tell(`interaction to next paint, p95 of ${all.length}`, `${p95(all).toFixed(0)} ms`)
  tell('the slowest', `${Math.max(...all).toFixed(0)} ms`)
  for (const name of new Set(reported.map((one) => one.name))) {
    const own = reported.filter((one) => one.name === name)
    const of = (what: 'duration' | 'waited' | 'handled'): string => p95(own.map((one) => one[what])).toFixed(0)
    tell(`  ${name}, ${own.length}, p95`, `${of('duration')} ms: waited ${of('waited')}, handled ${of('handled')}`)
  }
}

const browser = await chromium.launch({
  executablePath: process.env.RAPPORT_TEST_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
const entered = await context.request.post(`${url}/api/v1/auth/sign-in`, {
  data: { email, password },
  headers: { origin: url },
})
if (!entered.ok()) throw new Error(`Signing in failed: ${await entered.text()}`)
const page = await context.newPage()
for (const sort of ['-created_at', 'name']) {
  await page.goto(`${url}/customers?sort=${sort}`)
  await page.locator('[data-row="20"]').waitFor()
  await page.waitForTimeout(2_000)
  console.log(`sorted by ${sort}`)
  const jumps = []
  for (const share of [0.7, 0.2, 0.9, 0.45, 0.72]) jumps.push(await jump(page, share))
  tell('a jump by the scrollbar, the first', `${jumps[0]!.toFixed(0)} ms`)
  tell('a jump by the scrollbar, median of 5', `${median(jumps).toFixed(0)} ms`)
  await wheel(page, 5)
}
await interactions(page)
await browser.close()
