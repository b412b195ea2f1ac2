import { join } from 'node:path'
import { changesPage } from './changes-page.ts'
import { recordsPage } from './records-page.ts'
import { rulesPage } from './rules-page.ts'
import { slosPage } from './slos-page.ts'

const PROJECT = join(import.meta.dirname, '../..')

/** Every generated file: its path from the project's folder, and its text. */
export const generatedDocs = (): { path: string; text: string }[] => [
  { path: 'docs/records.md', text: recordsPage(join(PROJECT, 'scripts/fixtures/company/content')) },
  { path: 'docs/rules.md', text: rulesPage() },
  { path: 'docs/changes.md', text: changesPage(join(PROJECT, 'docs/changes.md')) },
  { path: 'docs/slos.md', text: slosPage(join(PROJECT, 'docs/slos.md')) },
]
