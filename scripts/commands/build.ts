import { InvalidArgumentError, Option } from 'commander'
import { readFileSync, statSync } from 'node:fs'
import { copyFile, readdir, writeFile } from 'node:fs/promises'
import { basename, extname, join, resolve } from 'node:path'
import { serialize } from 'node:v8'
import { headerRules, headersFile } from '#export/headers'
import { listPages, moveInto, PROJECT, renderSite, withWorkFolder, type SiteName } from '#io/astro'
import { siteLanguages } from '#leaks/site-vocabulary'
import { createdDates } from '#io/git/repository'
import type { Catalog } from '#model/catalog'
import { createdById } from '#model/metrics/created'
import { unrecordedChanges } from '#model/metrics/finished'
import type { Leak } from '#leaks/search'
import { publicCatalog, type PublicCatalog } from '#model/publish/public'
import { publishableCatalog } from '#model/publish/publishable'
import { soundCatalog } from '#model/publish/without-broken'
import { formatInstant } from '#model/time'
import { countsOf, textReport } from '#report/text'
import { assess, type Assessment } from '#assess/content'
import { findLeaks } from '#leaks/find'
import { unfitLogo } from '#model/publish/logo'
import { clock, command, contentFolder, UsageError, type CommonOptions } from './options.ts'

interface Options extends CommonOptions {
  out: string
  site: SiteName | 'both'
  strict?: boolean
}

export const build = command('build', 'write the public status page and the internal ops site')
  .option('--out <dir>', 'where the sites go', outFolder, 'dist')
  .addOption(new Option('--site <site>', 'which of them').choices(['status', 'ops', 'both']).default('both'))
  .option('--strict', 'exit 1 where a record is broken, instead of leaving it out')
  .action(run)

function outFolder(value: string): string {
  if (value === '') throw new InvalidArgumentError('Expected a folder.')
  return value
}

async function run(options: Options) {
  const folder = contentFolder(options)
  const begun = performance.now()
  const assessment = assess(folder, options.now ?? null, clock)
  const { catalog, diagnostics, faulty, garbled, unfit, paths } = assessment
  if (!reportErrors(assessment, options.strict === true)) return
  const sound = soundCatalog(catalog, faulty)
  const projected = publicCatalog(publishableCatalog(catalog, garbled, unfit))
  const published = withoutUnfitLogo(folder, projected, paths)
  const name = basename(resolve(folder))
  warnOfFuture(catalog, name)
  const wanted = options.site === 'both' ? (['status', 'ops'] as const) : [options.site]
  const places = wanted.map((site) => ({ site, place: join(options.out, site) }))
  for (const { place } of places) await refuseForeign(place)

  await withWorkFolder(async (work) => {
    const render = async (site: SiteName) =>
      site === 'status'
        ? renderSite('status', JSON.stringify(published), basePath(published.site.url), work)
        : renderSite(
            'ops',
            serialize({ catalog: sound, diagnostics, folder: name, ...(await forMetrics(folder, catalog)) }),
            basePath(sound.site.ops_url),
            work,
          )
    const rendered = await Promise.allSettled(wanted.map(render))
    // The status page first: whatever is wrong with the other site, an update gets out.
    for (const [i, { site, place }] of places.entries()) {
      const result = rendered[i]
      if (result?.status !== 'fulfilled') throw result?.reason
      if (site === 'status') {
        await addLogo(folder, published, result.value)
        await writeFile(
          join(result.value, '_headers'),
          headersFile(headerRules(published.site, siteLanguages(PROJECT))),
        )
        const leaks = await findLeaks(catalog, published, result.value)
        if (leaks.length > 0) return reportLeaks(leaks, name)
      }
      const { length: pages } = await listPages(result.value)
      await moveInto(place, result.value)
      process.stdout.write(`${place}  ${pages} pages\n`)
    }
    say(`Built in ${((performance.now() - begun) / 1000).toFixed(1)} s.`)
  })
}

/**
 * What change metrics need beside sound records. Sample content is younger than the story that it tells, so git's dates
 * of it mean nothing.
 */
async function forMetrics(folder: string, { site, changes }: Catalog) {
  const added = site.sample === undefined ? await createdDates(join(folder, 'changes')) : null
  return { created: added && createdById(added), unrecorded: unrecordedChanges(changes) }
}

const say = (text: string) => process.stderr.write(`${text}\n`)

/** Whether to go on: broken records stop a strict build, and content without a `site.yaml` is nobody's page. */
function reportErrors({ diagnostics, paths }: Assessment, strict: boolean): boolean {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return true
  process.stderr.write(textReport(errors, paths.length, countsOf(diagnostics, paths.length)))
  const stop = strict
    ? 'Nothing was built: --strict wants every record in order.'
    : paths.includes('site.yaml')
      ? null
      : 'Nothing was built: without `site.yaml` this is no content folder of ours.'
  say(stop ?? 'What is broken is left out; the rest is built.')
  if (stop !== null) process.exitCode = 1
  return stop === null
}

/** An update that is dated later than now waits for its time; mostly it is local time written as UTC. */
function warnOfFuture({ changes, incidents, salvaged, now }: Catalog, content: string) {
  for (const { updates } of [...changes, ...incidents, ...salvaged])
    for (const { file, time } of updates ?? [])
      if (time > now)
        say(`${content}/${file}\n  Dated ${formatInstant(time)}, later than now: it is not shown before.\n`)
}

/** Refuses to replace a folder that no build of ours has written. */
async function refuseForeign(place: string) {
  const entries = await readdir(place).catch((): string[] => [])
  if (entries.length > 0 && !entries.includes('index.html'))
    throw new UsageError(`${place} holds something other than a built site. Name another folder with --out DIR.`)
}

function reportLeaks(leaks: readonly Leak[], content: string) {
  for (const { file, field, phrase, page } of leaks)
    say(
      `${content}/${file}  ${field}\n  Unexpected internal text "${phrase}" on the public page ${page}, expected nothing that isn't public.`,
    )
  say(`${leaks.length} ${leaks.length === 1 ? 'leak' : 'leaks'} of what isn't public; nothing was written.`)
  process.exitCode = 1
}

/** The path that a site lives under; `/` where it has a host of its own. */
function basePath(url: string | undefined): string {
  if (url === undefined || !URL.canParse(url)) return '/'
  const { pathname } = new URL(url)
  return pathname.endsWith('/') ? pathname : `${pathname}/`
}

/** The catalogue without a logo that can't be published; `paths` holds none that leads out of the folder. */
function withoutUnfitLogo(content: string, published: PublicCatalog, paths: readonly string[]): PublicCatalog {
  const { site } = published
  const { logo } = site.brand
  if (logo === undefined) return published
  const file = join(content, logo)
  const unfit = paths.includes(logo)
    ? unfitLogo(logo, statSync(file).size, () => readFileSync(file))
    : 'a file of the content folder'
  if (unfit === null) return published
  say(`The logo ${logo} is left out: expected ${unfit}.`)
  return { ...published, site: { ...site, brand: { ...site.brand, logo: undefined } } }
}

async function addLogo(content: string, { site }: PublicCatalog, out: string) {
  const { logo } = site.brand
  if (logo !== undefined) await copyFile(join(content, logo), join(out, `logo${extname(logo).toLowerCase()}`))
}
