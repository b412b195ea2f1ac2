import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { assess } from '#assess/content'
import { rememberedComponents } from '#assess/remembered'
import { publicSource } from '#assess/sites'
import { cacheFile, recordCache } from '#io/record-cache'
import { findLeaks, type Verified } from '#leaks/find'
import { ownWords } from '#leaks/own-words'
import { codeVersion } from '#site/engine/compile.ts'
import { clock, contentFolder, type CommonOptions } from './options.ts'
import { pathFrom, type Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Searches a built public site for internal strings of the content, and prints where each of them stands. */
export async function verify(dir: string, options: CommonOptions, terminal: Terminal): Promise<void> {
  const folder = contentFolder(options, terminal)
  const site = builtSite(dir, terminal)
  const cache = recordCache(cacheFile(folder, terminal.env), codeVersion())
  const assessment = assess(folder, options.now ?? null, clock, cache)
  // As the build does: what git remembers of a component is public on its pages.
  const { published } = publicSource(folder, assessment, await rememberedComponents(folder, assessment))
  const verified = findLeaks(assessment.catalog, published, await ownWords(), pathFrom(terminal, site))
  terminal.out(report(verified, basename(resolve(folder)), site))
  if (verified.leaks.length > 0) terminal.exitCode = 1
}

/** Each leak with where it comes from and where it stands, a count last. */
function report({ leaks, files, strings }: Verified, content: string, site: string): string {
  const searched = `${count(files, 'file')} of ${site} searched for ${count(strings, 'internal string')}`
  if (leaks.length === 0) return `${searched}: none is there.\n`
  const found = leaks.map(
    ({ file, field, phrase, page }) =>
      `${content}/${file}  ${field}\n  Unexpected internal text "${phrase}" on the public page ${page}, expected nothing that isn't public.\n`,
  )
  return `${found.join('')}${count(leaks.length, 'leak')} of what isn't public; ${searched}.\n`
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`

/** The folder of a public site: the one that is named, or `status` in it. Refuses what holds none. */
function builtSite(dir: string, terminal: Terminal): string {
  const site = [dir, join(dir, 'status')].find((folder) => isPublicSite(pathFrom(terminal, folder)))
  if (site !== undefined) return site
  const ops = isSite(pathFrom(terminal, dir))
    ? `${dir} is a site, but not the public one. `
    : `No built public site at ${dir}. `
  throw new UsageError(`${ops}Run \`evenkeel build\` first, or name the folder of one: verify DIR.`)
}

const isSite = (folder: string) => ['index.html', '404.html'].some((name) => existsSync(join(folder, name)))
/** The ops site has no API of Statuspage's: everything in it is internal. */
const isPublicSite = (folder: string) => isSite(folder) && existsSync(join(folder, 'api/v2'))
