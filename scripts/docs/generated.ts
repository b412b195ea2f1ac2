import { join } from 'node:path'
import { contentReadme } from './content-readme.ts'
import { rulesPage } from './rules-page.ts'

const PROJECT = join(import.meta.dirname, '../..')

/** Every generated file: its path from the project's folder, and its text. */
export const generatedDocs = (): { path: string; text: string }[] => [
  { path: 'content/README.md', text: contentReadme(join(PROJECT, 'content')) },
  { path: 'docs/rules.md', text: rulesPage() },
]
