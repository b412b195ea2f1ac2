import { InvalidArgumentError, Option } from 'commander'
import { copyFile, readFile } from 'node:fs/promises'
import { basename, extname, join, resolve } from 'node:path'
import { serialize } from 'node:v8'
import { artifactTexts } from '#io/artifact'
import { listPages, moveInto, PROJECT, renderSite, withWorkFolder, type SiteName } from '#io/astro'
import { sourceTexts } from '#io/site-sources'
import type { Catalog } from '#model/catalog'
import { leakSearch, publicText, type Leak } from '#model/leak'
import { publicCatalog, type PublicCatalog } from '#model/public'
import { soundCatalog } from '#model/sound'
import { textReport } from '#report/text'
import { assess } from '../assessment.ts'
import { clock, command, contentFolder, type CommonOptions } from './options.ts'

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
  const say = (text: string) => process.stderr.write(`${text}\n`)
  const { catalog, diagnostics, faulty, paths } = assess(folder, options.now ?? null, clock)
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) {
    process.stderr.write(textReport(errors, paths.length))
    if (options.strict) {
      say('Nothing was built: --strict wants every record in order.')
      process.exitCode = 1
      return
    }
    say('What is broken is left out; the rest is built.')
  }
  const sound = soundCatalog(catalog, faulty)
  const published = withoutMissingLogo(publicCatalog(sound), paths)
  const base = basePath(sound.site.url)
  const wanted = options.site === 'both' ? (['status', 'ops'] as const) : [options.site]

  await withWorkFolder(async (work) => {
    const rendered = await Promise.all(
      wanted.map(async (site) => ({
        site,
        folder:
          site === 'status'
            ? await renderSite('status', JSON.stringify(published), base, work)
            : await renderSite(
                'ops',
                serialize({ catalog: sound, diagnostics, folder: basename(resolve(folder)) }),
                basePath(sound.site.ops_url),
                work,
              ),
      })),
    )
    const status = rendered.find(({ site }) => site === 'status')
    if (status) {
      await addLogo(folder, published, status.folder)
      const leaks = await findLeaks(catalog, published, status.folder)
      if (leaks.length > 0) {
        for (const leak of leaks) say(leakReport(leak, basename(resolve(folder))))
        say(`${leaks.length} leaks of what isn't public; nothing was written.`)
        process.exitCode = 1
        return
      }
    }
    for (const { site, folder: from } of rendered) {
      const { length: pages } = await listPages(from)
      const place = join(options.out, site)
      await moveInto(place, from)
      process.stdout.write(`${place}  ${pages} pages\n`)
    }
    say(`Built in ${((performance.now() - begun) / 1000).toFixed(1)} s.`)
  })
}

/** The path that a site lives under; `/` where it has a host of its own. */
function basePath(url: string | undefined): string {
  if (url === undefined || !URL.canParse(url)) return '/'
  const { pathname } = new URL(url)
  return pathname.endsWith('/') ? pathname : `${pathname}/`
}

/** The one file of the content folder that is published as it is; `paths` holds none that leads out of the folder. */
function withoutMissingLogo(published: PublicCatalog, paths: readonly string[]): PublicCatalog {
  const { site } = published
  const { logo } = site.brand
  const there = logo !== undefined && paths.includes(logo) && /\.(svg|png|jpe?g|webp)$/i.test(logo)
  return there ? published : { ...published, site: { ...site, brand: { ...site.brand, logo: undefined } } }
}

async function addLogo(content: string, { site }: PublicCatalog, out: string) {
  const { logo } = site.brand
  if (logo !== undefined) await copyFile(join(content, logo), join(out, `logo${extname(logo).toLowerCase()}`))
}

async function findLeaks(catalog: Catalog, published: PublicCatalog, out: string): Promise<Leak[]> {
  const words = await sourceTexts(PROJECT, (path) => readFile(path, 'utf8'))
  const { url } = published.site
  // Internal notes may well link to our own public pages.
  const pages = await listPages(out)
  const addresses = pages.flatMap((page) => {
    const address = `${url}/${page.replace(/index\.html$/, '')}`
    return [address, address.replace(/\/$/, '')]
  })
  const search = leakSearch(catalog, [publicText(published), addresses.join('\n'), ...words])
  return [...artifactTexts(out)].flatMap(({ page, text }) => [...search(page, text)])
}

const leakReport = ({ file, field, phrase, page }: Leak, content: string): string =>
  [
    `${content}/${file}  ${field}`,
    `  Unexpected internal text "${phrase}" on the public page ${page}, expected nothing that isn't public.`,
  ].join('\n')
