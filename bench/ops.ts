import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { formatInstant } from '#model/time'
import { startBrowser } from '../scripts/fixtures/browser.ts'
import { CHROMIUM } from '../scripts/fixtures/chromium.ts'
import { generateContent, NOW, type Mix } from './generate.ts'
import { measure, withContent, type Run } from './measure.ts'

/** What the ops site of some content costs. */
export interface OpsCost {
  files: number
  pages: number
  first: Run
  /** After one record was edited. */
  edited: Run
  /** With nothing changed since. */
  again: Run
  /** Bytes. */
  home: { gzipped: number }
  print: { size: number; gzipped: number; opens: Opening | null }
}

/** What a browser takes to open a page, in milliseconds. */
export interface Opening {
  /** From the address on, until its field takes a word. */
  usable: number
  /** Of CPU until then, by the thread that people wait for. */
  cpu: number
  /** From a word's last letter until those that have it are left. */
  found: number
}

/** Builds the ops site of generated content, edits one record of a kind and builds it again. */
export async function opsCost(mix: Mix, edit: 'incidents' | 'runbooks'): Promise<OpsCost> {
  const files = generateContent(mix)
  return withContent(files, async (folder) => {
    const out = join(folder, '../dist')
    const build = () =>
      measure('build', '--site', 'ops', '--content', folder, '--out', out, '--now', formatInstant(NOW))
    const first = await build()
    const path = [...files.keys()].findLast((one) => one.startsWith(`${edit}/`) && !one.includes('/public/')) ?? ''
    writeFileSync(join(folder, path), `${files.get(path) ?? ''}\nOne sentence more.\n`)
    const edited = await build()
    const again = await build()
    const print = join(out, 'ops/print/index.html')
    return {
      files: files.size,
      pages: globSync('ops/**/*.html', { cwd: out }).length,
      first,
      edited,
      again,
      home: { gzipped: gzipSync(readFileSync(join(out, 'ops/index.html'))).length },
      print: {
        size: statSync(print).size,
        gzipped: gzipSync(readFileSync(print)).length,
        opens: CHROMIUM === undefined ? null : await opening(print),
      },
    }
  })
}

/** Opens the page of all runbooks as a file, and looks for a word. */
async function opening(file: string): Promise<Opening> {
  const browser = await startBrowser()
  try {
    const page = await browser.newPage()
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
    const begun = performance.now()
    await page.goto(pathToFileURL(file).href, { waitUntil: 'commit' })
    await page.locator('form.find input').waitFor({ state: 'visible' })
    const usable = performance.now() - begun
    const { metrics } = await devtools.send('Performance.getMetrics')
    const cpu = 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN)
    const found = await page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('form.find input')
      if (!input) return NaN
      const from = performance.now()
      input.value = 'rollout'
      input.dispatchEvent(new Event('input'))
      // What is shown has to be laid out as well.
      document.body.getBoundingClientRect()
      return performance.now() - from
    })
    return { usable, cpu, found }
  } finally {
    await browser.close()
  }
}
