// npm run docs: writes the generated parts of the docs anew.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { generatedDocs } from './generated.ts'

for (const { path, text } of generatedDocs()) {
  const file = join(import.meta.dirname, '../..', path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  console.log(path)
}
