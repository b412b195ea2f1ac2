import { globSync } from 'node:fs'
import { basename, join } from 'node:path'

/** Where the words of the public site lie, a file for each language. */
export const LANGUAGES = 'site/status/i18n'

/** The languages that the sources have words in, by their tags. */
export const languagesIn = (project: string): string[] =>
  globSync('*.json', { cwd: join(project, LANGUAGES) })
    .map((name) => basename(name, '.json'))
    .toSorted()
