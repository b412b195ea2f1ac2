// npm run package: the package as it is installed, in `package/`, and its licences. `npm pack` runs this first.
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { minifySync } from 'rolldown/utils'
import { SHIPPED } from '#io/installation'
import { PROJECT } from '#io/project'
import { makeOwnWords } from '#leaks/make-own-words'
import { codeVersion, compile } from '#site/engine/compile.ts'
import { bundleCommands } from './bundle.ts'
import { noticeOf } from './notice.ts'

const OUT = join(PROJECT, 'package')
/** What `evenkeel` starts: any Node can read it, and one that is too old is told so in words. */
const START = `#!/usr/bin/env node
if (Number(process.versions.node.split('.')[0]) >= 24) import('./main.js')
else {
  process.stderr.write('evenkeel needs Node 24 or newer; this is Node ' + process.versions.node + '.\\n')
  process.exitCode = 2
}
`
rmSync(OUT, { recursive: true, force: true })
mkdirSync(OUT)
const modules = await bundleCommands(OUT)
writeFileSync(join(OUT, 'evenkeel.js'), START, { mode: 0o755 })
for (const site of ['status', 'ops'] as const) {
  const compiled = join(PROJECT, `.cache/package-${site}`)
  rmSync(compiled, { recursive: true, force: true })
  const inside = await compile(site, compiled)
  cpSync(compiled, join(OUT, 'engine', site), { recursive: true })
  minifyModules(join(OUT, 'engine', site, 'server'))
  rmSync(compiled, { recursive: true, force: true })
  for (const module of inside) modules.add(module)
}
for (const [name, folder] of Object.entries(SHIPPED))
  cpSync(join(PROJECT, folder), join(OUT, 'shipped', name), { recursive: true })
writeFileSync(join(OUT, 'own-words.json'), JSON.stringify(await makeOwnWords()))
writeFileSync(join(OUT, 'engine.json'), JSON.stringify({ version: codeVersion() }))
function minifyModules(folder: string) {
  for (const name of globSync('**/*.mjs', { cwd: folder })) {
    const file = join(folder, name)
    writeFileSync(file, minifySync(file, readFileSync(file, 'utf8'), { module: true }).code)
  }
}

const { text, refused } = noticeOf(modules, PROJECT)
writeFileSync(join(OUT, 'NOTICE'), text)
cpSync(join(PROJECT, 'LICENSE'), join(OUT, 'LICENSE'))
for (const one of refused) process.stderr.write(`${one}\n`)
if (refused.length > 0) process.exitCode = 1
else process.stdout.write(`${readFileSync(join(OUT, 'engine.json'), 'utf8')}\n`)
