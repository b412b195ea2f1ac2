import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, isAbsolute, join, sep } from 'node:path'
import { z } from 'zod'

/** Licences that allow what the package does: to pass code on in another form, with their text beside it. */
const ALLOWED = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'MIT-0',
  'Unlicense',
  'Apache-2.0',
  'CC0-1.0',
  'BlueOak-1.0.0',
  'Python-2.0',
])

interface Inside {
  name: string
  version: string
  licence: string
  text: string
}

/** What is inside a package, under which licences; `refused` says what of it must not be. */
export function noticeOf(modules: ReadonlySet<string>, project: string): { text: string; refused: string[] } {
  const folders = new Set([...modules].flatMap((module) => packageFolder(module) ?? []))
  const inside = [...folders]
    .map(read)
    .toSorted((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1))
  const refused = inside
    .filter(
      ({ licence }) =>
        !licence
          .split(/ OR | AND |[()]/)
          .filter((one) => one.trim() !== '')
          .some((one) => ALLOWED.has(one.trim())),
    )
    .map(
      ({ name, licence }) => `${name} is under ${licence}, which isn't among the licences that the package may hold.`,
    )
  const own = readFileSync(join(project, 'LICENSE'), 'utf8').trim()
  const text = inside.map(
    ({ name, version, licence, text: words }) => `${'-'.repeat(80)}\n${name} ${version} (${licence})\n\n${words}\n`,
  )
  return { text: `Evenkeel\n\n${own}\n\nIt holds code of these packages:\n\n${text.join('\n')}`, refused }
}

/** The folder of the package that a module belongs to; null for our own, and for what isn't a file. */
function packageFolder(module: string): string | null {
  if (!isAbsolute(module) || !module.includes(`${sep}node_modules${sep}`)) return null
  let folder = dirname(module)
  // Packages have `package.json` files within that only say how their modules are written.
  while (!isNamed(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder)
  return folder
}

const isNamed = (file: string) => existsSync(file) && MANIFEST.safeParse(JSON.parse(readFileSync(file, 'utf8'))).success

const MANIFEST = z.object({ name: z.string(), version: z.string(), license: z.string().default('no licence') })

function read(folder: string): Inside {
  const file = join(folder, 'package.json')
  const {
    name = folder,
    version = '',
    license = 'no licence',
  }: Record<string, string> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const [licence] = globSync('{LICENSE,LICENCE,license,licence}*', { cwd: folder })
  const text =
    licence === undefined
      ? `Its package brings no text; see https://spdx.org/licenses/${license}.html.`
      : readFileSync(join(folder, licence), 'utf8').trim()
  return { name, version, licence: license, text }
}
