import { readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** Whose words may stand on the public site whatever the records say: those of its templates and of the formats it writes. */
const SOURCES = ['site/status', 'site/shared', 'scripts/export', 'scripts/model/status.ts', 'scripts/model/update.ts']
const KINDS = new Set(['.astro', '.ts', '.json', '.css', '.js', '.svg', '.txt'])

/** The source texts that the public site is written in. */
export async function sourceTexts(project: string, read: (path: string) => Promise<string>): Promise<string[]> {
  const paths = await Promise.all(
    SOURCES.map(async (source) => {
      const path = join(project, source)
      if (extname(path) !== '') return [path]
      const entries = await readdir(path, { recursive: true, withFileTypes: true })
      return entries
        .filter(({ name }) => KINDS.has(extname(name)) && !name.endsWith('.test.ts'))
        .map((entry) => join(entry.parentPath, entry.name))
    }),
  )
  return Promise.all(paths.flat().map(async (path) => (await read(path)).replaceAll(/\s+/g, ' ')))
}

/** The sentences of the public site in all its languages, with `{…}` where a value goes. */
export async function siteSentences(project: string, read: (path: string) => Promise<string>): Promise<string[]> {
  const folder = join(project, 'site/status/i18n')
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json'))
  const sentencesIn = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(sentencesIn)
  const texts = await Promise.all(files.map((name) => read(join(folder, name))))
  return texts.flatMap((text) => sentencesIn(JSON.parse(text)))
}
