import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, isAbsolute, join, relative, resolve } from 'node:path'
import { serialize } from 'node:v8'
import { headerRules, headersFile } from '#export/headers'
import { opsHeaderRules } from '#export/ops-headers'
import { cacheFile, recordCache } from '#io/record-cache'
import { replaceFile } from '#io/replace-file'
import { zipOf } from '#io/zip'
import { isAddressed } from '#model/records/site'
import { compactInstant, formatInstant, type Instant } from '#model/time'
import { waitingUpdates } from '#model/publish/waiting-updates'
import { fromAbove } from '#report/from-above'
import { countsOf, findingText, textReport } from '#report/text'
import futureUpdate from '#rules/future-update'
import { assess, type Assessment } from '#assess/content'
import { rememberedComponents, wordsOfDoubt } from '#assess/remembered'
import { opsPictureFiles } from '#assess/shown-pictures'
import { basePath, opsSource, publicFiles, publicSource, type PublicSource } from '#assess/sites'
import { compiledSite, codeVersion, type SiteName } from '#site/engine/compile.ts'
import type { Published } from '#site/engine/publish.ts'
import { renderSite } from '#site/engine/render-site.ts'
import { clock, contentFolder, type CommonOptions } from './options.ts'
import { printFindings } from './print-findings.ts'
import { pathFrom, type Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export interface BuildOptions extends CommonOptions {
  out: string
  site: SiteName | 'both'
  strict?: boolean
  fresh?: boolean
  bundle?: boolean
  format?: 'text' | 'github'
  /** A file for all that `validate` would print. */
  findings?: string
}

/** Writes the public status page and the internal ops site. */
export async function build(options: BuildOptions, terminal: Terminal): Promise<void> {
  if (options.bundle === true && options.site === 'status')
    throw new UsageError('--bundle is made of the ops site. Leave --site out, or say --site ops.')
  const folder = contentFolder(options, terminal)
  const begun = performance.now()
  const version = codeVersion()
  const cache = recordCache(cacheFile(folder, terminal.env), version)
  const assessment = assess(folder, options.now ?? null, clock, cache)
  const { catalog } = assessment
  if (options.findings !== undefined) noteFindings(pathFrom(terminal, options.findings), assessment, folder)
  if (!reportErrors(assessment, { content: basename(resolve(folder)), strict: options.strict === true }, terminal))
    return
  if (options.format === 'github') await annotate(assessment, folder, terminal)
  const remembered = await rememberedComponents(folder, assessment)
  for (const words of wordsOfDoubt(assessment, remembered)) say(terminal, words)
  const source = publicSource(folder, assessment, remembered)
  const { published, logo } = source
  if (typeof logo?.refused === 'string') say(terminal, `The logo ${logo.file} is left out: expected ${logo.refused}.`)
  tellWaiting(assessment, basename(resolve(folder)), terminal)
  const out = outside(folder, pathFrom(terminal, options.out))
  const wanted = options.site === 'both' ? (['status', 'ops'] as const) : [options.site]
  // The status page first, wholly and alone: however slow or broken the other site is, an update is out by then.
  for (const site of wanted) {
    const place = join(out, site)
    if (site === 'status' && !isAddressed(catalog.site)) {
      say(terminal, `${place} was not written: ${NOWHERE}`)
      terminal.exitCode = 1
      continue
    }
    await refuseForeign(site, place)
    const engine = await compiledSite(site, version)
    const data =
      site === 'status'
        ? JSON.stringify(published)
        : serialize(await opsSource(folder, assessment, (words) => say(terminal, words)))
    const written = await attempt(
      renderSite({
        engine: join(engine, 'server/entry.mjs'),
        data,
        digest: createHash('sha256').update(data).digest('hex'),
        base: basePath(site === 'status' ? published.site.url : catalog.site.ops_url),
        place,
        manifest: join(out, `.evenkeel/${site}.json`),
        version,
        files: new Map([
          ...staticFiles(engine),
          ...(site === 'status' ? statusFiles(folder, source) : opsFiles(folder, assessment)),
        ]),
        fresh: options.fresh === true,
      }),
    )
    if ('full' in written) {
      say(terminal, `${place} was not written: ${written.full}. What was there is there still.`)
      terminal.exitCode = 1
    } else {
      tell(written, place, terminal)
      if (site === 'ops' && options.bundle === true) bundle(out, catalog.now, terminal)
    }
  }
  say(terminal, `Built in ${((performance.now() - begun) / 1000).toFixed(1)} s.`)
}

/** What to keep for when nothing can be reached: the page of every runbook, named by the moment that it was made for. */
function bundle(out: string, now: Instant, terminal: Terminal) {
  const [page, archive] = [join(out, 'ops/print/index.html'), join(out, 'ops-print.zip')]
  replaceFile(archive, zipOf({ [`ops-print-${compactInstant(now)}.html`]: readFileSync(page, 'utf8') }, now))
  terminal.out(`${archive}\n`)
}

/** Where sites may go: not among the records, which would be read with them the next time. */
function outside(folder: string, out: string): string {
  const way = relative(resolve(folder), resolve(out))
  if (way === '' || (!way.startsWith('..') && !isAbsolute(way)))
    throw new UsageError(`${out} lies in the content folder. Name one beside it with --out DIR.`)
  return out
}

/** Every link, feed and id hangs on the address; a page elsewhere would be worse than the one that is there. */
const NOWHERE =
  '`site.yaml` says no `url` that can be read, and every address and every public id hangs on it. Write it in a line of its own, `url: https://status.example.com`. What was there is there still.'

/** The files of a compiled site that are as they are. */
const staticFiles = (engine: string): [string, Uint8Array][] =>
  globSync('**/*.*', { cwd: join(engine, 'client') }).map((file) => [
    file.replaceAll('\\', '/'),
    readFileSync(join(engine, 'client', file)),
  ])

/** What the public site has beside its pages: the headers that hosts send, the logo and pictures. */
function statusFiles(content: string, source: PublicSource): [string, Uint8Array][] {
  const headers = Buffer.from(headersFile(headerRules(source.published.site)))
  return [['_headers', headers], ...publicFiles(content, source)]
}

/** The same of the internal site. */
function opsFiles(content: string, assessment: Assessment): [string, Uint8Array][] {
  const headers = Buffer.from(headersFile(opsHeaderRules(assessment.catalog.site.ops_url)))
  return [['_headers', headers], ...opsPictureFiles(content, assessment)]
}

/** What was written of a site; where the disk is at fault, what it said. */
const attempt = (rendering: Promise<Published>): Promise<Published | { full: string }> =>
  rendering.catch((error: unknown) => {
    if (isOfDisk(error)) return { full: error.message }
    throw error
  })

function tell({ pages, files, rendered, failed }: Published, place: string, terminal: Terminal) {
  terminal.out(`${place}  ${pages} pages\n`)
  say(terminal, `${place}: ${rendered} of ${files} files rendered.`)
  for (const { path, message } of failed)
    say(terminal, `${path} could not be rendered, which is a bug of ours:\n${message}`)
  if (failed.length > 0) terminal.exitCode = 1
}

const say = ({ err }: Terminal, text: string) => err(`${text}\n`)

/** Whether to go on: broken records stop a strict build, and content without a `site.yaml` is nobody's page. */
function reportErrors(
  { diagnostics, paths }: Assessment,
  { content, strict }: { content: string; strict: boolean },
  terminal: Terminal,
): boolean {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return true
  terminal.err(textReport(fromAbove(content, errors), paths.length, countsOf(diagnostics, paths.length)))
  const stop = strict
    ? 'Nothing was built: --strict wants every record in order.'
    : paths.includes('site.yaml')
      ? null
      : 'Nothing was built: without `site.yaml` this is no content folder of ours.'
  say(
    terminal,
    stop ??
      'Built all the same: the status page shows what could be read of these files, and the ops site says what is wrong.',
  )
  if (stop !== null) terminal.exitCode = 1
  return stop === null
}

/** What `validate` would print, for a report beside the page: the records are read once for both. */
function noteFindings(file: string, { diagnostics, paths }: Assessment, folder: string) {
  try {
    replaceFile(file, textReport(fromAbove(basename(resolve(folder)), diagnostics), paths.length))
  } catch (error) {
    if (!isOfDisk(error)) throw error
    throw new UsageError(`${file} can't be written: ${error.message}.`)
  }
}

/** For GitHub's log: what is left out of the page, and what isn't shown yet, each where it is written. */
async function annotate({ diagnostics, paths }: Assessment, folder: string, terminal: Terminal) {
  const told = diagnostics.filter(({ severity, rule }) => severity === 'error' || rule === futureUpdate.name)
  // As text they were told before.
  const quiet = { ...terminal, err: () => {} }
  await printFindings('github', { diagnostics: told, files: paths.length, changed: [] }, folder, quiet)
}

/** Every update that isn't on the page yet: in the rule's words, or where it is ahead by less than the rule minds. */
function tellWaiting({ catalog, diagnostics }: Assessment, content: string, terminal: Terminal) {
  const told = diagnostics.filter(({ rule }) => rule === futureUpdate.name)
  for (const one of fromAbove(content, told)) say(terminal, findingText(one))
  const files = new Set(told.map(({ file }) => file))
  for (const { file, time } of waitingUpdates(catalog).filter((update) => !files.has(update.file)))
    say(
      terminal,
      `${content}/${file}\n  Dated ${formatInstant(time)}, which is yet to come: the next build shows it.\n`,
    )
}

/** Whether the disk, or what lies on it, is at fault, and not we. */
const isOfDisk = (error: unknown): error is Error => error instanceof Error && 'syscall' in error

/** A file that every build of a site has written. */
const MARK = { status: 'api/v2/summary.json', ops: 'calendar.ics' } as const

/** Refuses to replace a folder that no build of ours has written. */
async function refuseForeign(site: SiteName, place: string) {
  const entries = await readdir(place).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOTDIR')
      throw new UsageError(`${place} is in a file's way. Name another folder with --out DIR.`)
    return []
  })
  if (entries.length > 0 && !existsSync(join(place, MARK[site])))
    throw new UsageError(`${place} holds something other than a built site. Name another folder with --out DIR.`)
}
