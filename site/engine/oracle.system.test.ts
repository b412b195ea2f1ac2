import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { serialize } from 'node:v8'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditProblems } from '#assess/audit'
import { assess } from '#assess/content'
import type { OpsSource } from '#assess/sites'
import { sloBudgets } from '#model/slo/budgets'
import { publicCatalog } from '#model/publish/public'
import { publishableCatalog } from '#model/publish/publishable'
import { COMPANY, PROJECT } from '../../scripts/fixtures/places.ts'
import { codeVersion, compile, compiledSite, type SiteName } from './compile.ts'
import { publish, type Engine } from './publish.ts'

/* The engine against Astro's own static output of the same sources and data. */

const NOW = Date.parse('2026-11-23T09:00:00Z')
let scratch: string
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'evenkeel-oracle-'))
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** A company that is no sample, so that what is over stands on pages of its own kind. */
function dataOf(site: SiteName): unknown {
  const { catalog, diagnostics, unfit, ...assessed } = assess(COMPANY, NOW, () => NOW)
  delete catalog.site.sample
  const handed: OpsSource = {
    catalog,
    faulty: { changes: [], incidents: [] },
    diagnostics,
    folder: 'content',
    created: null,
    unrecorded: [],
    budgets: sloBudgets(publishableCatalog(catalog, unfit), catalog.slos, null),
    stale: auditProblems({ catalog, ...assessed }),
    settings: null,
    pictures: [],
    owed: null,
    small_pictures: {},
  }
  return site === 'ops' ? handed : publicCatalog(publishableCatalog(catalog, unfit))
}

function astro(site: SiteName, data: unknown): string {
  const [file, out] = [join(scratch, `${site}.data`), join(PROJECT, `.cache/oracle-${site}-${process.pid}`)]
  writeFileSync(file, serialize(data))
  const bin = join(PROJECT, 'node_modules/astro/bin/astro.mjs')
  const env = {
    ...process.env,
    SITE: site,
    EVENKEEL_ORACLE: file,
    EVENKEEL_OUT: out,
    EVENKEEL_WORK: `${out}-work`,
    ASTRO_TELEMETRY_DISABLED: '1',
    NODE_ENV: 'production',
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'build', '--root', PROJECT, '--silent'], {
    env,
    encoding: 'utf8',
    cwd: PROJECT,
  })
  expect(status, stdout + stderr).toBe(0)
  return out
}

async function engine(site: SiteName, data: unknown): Promise<string> {
  const place = join(scratch, site)
  const folder = await compiledSite(site, codeVersion())
  const compiled: Engine = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'server/entry.mjs')).href)
  const { failed } = await publish(compiled, compiled.site(structuredClone(data) as never, '/'), {
    place,
    manifest: join(scratch, `${site}.json`),
    version: '1',
    data: '',
    files: new Map(),
    fresh: true,
  })
  expect(failed).toEqual([])
  return place
}

const filesIn = (folder: string) =>
  globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted()

test.each(['status', 'ops'] as const)('The %s site is what Astro makes of it, byte for byte.', async (site) => {
  const data = dataOf(site)
  const [theirs, ours] = [astro(site, data), await engine(site, data)]
  try {
    // What is copied as it is, no page is.
    const files = filesIn(theirs).filter((file) => !/^(?:icon|favicon)\.svg$/.test(file))
    expect(filesIn(ours)).toEqual(files)
    const differ = files.filter((file) => !readFileSync(join(theirs, file)).equals(readFileSync(join(ours, file))))
    expect(differ).toEqual([])
    expect(files.length).toBeGreaterThan(100)
  } finally {
    for (const folder of [theirs, `${theirs}-work`]) rmSync(folder, { recursive: true, force: true })
  }
})

test('A site that is compiled twice is the same, and says nothing of the machine.', async () => {
  const once = await compiledSite('status', codeVersion())
  const twice = join(PROJECT, `.cache/compiled-twice-${process.pid}`)
  try {
    await compile('status', twice)
    expect(filesIn(twice)).toEqual(filesIn(once))
    const texts = filesIn(once).map((file) => [file, readFileSync(join(once, file), 'utf8')] as const)
    expect(
      texts.filter(([file, text]) => readFileSync(join(twice, file), 'utf8') !== text).map(([file]) => file),
    ).toEqual([])
    expect(texts.filter(([, text]) => text.includes(PROJECT)).map(([file]) => file)).toEqual([])
  } finally {
    rmSync(twice, { recursive: true, force: true })
  }
})
