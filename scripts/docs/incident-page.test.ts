import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { EVENKEEL, PROJECT } from '../fixtures/places.ts'
import { GOOD } from '../fixtures/good-content.ts'
import { writeFiles } from '../fixtures/written.ts'

/* What the page for 3 AM tells to type does what it says, at any hour: typed as it stands, in a clone. */

const [recipe = '', commands = ''] = readFileSync(join(PROJECT, 'docs/incident.md'), 'utf8')
  .split('```sh\n')
  .slice(1)
  .map((block) => block.split('```')[0] ?? '')

test('The recipe for a terminal opens an incident in which validate finds nothing, and commits it.', () => {
  const top = mkdtempSync(join(tmpdir(), 'evenkeel-recipe-'))
  try {
    const [clone, bin] = [join(top, 'clone'), join(top, 'bin')]
    const year = new Date().getUTCFullYear()
    const others = {
      [`incidents/${year}/INC-${year}-0030-old/index.md`]: `---\nid: INC-${year}-0030\ntitle: Old\nseverity: SEV-4\nservices: []\nstarted: ${year}-01-01T00:00:00Z\nresolved: ${year}-01-01T00:00:00Z\n---\n`,
    }
    writeFiles(join(clone, 'content'), { ...GOOD, ...others })
    // `npx evenkeel` is this one, and nothing leaves the machine by `gh`.
    mkdirSync(bin)
    for (const [name, words] of [
      ['npx', `shift; exec '${process.execPath}' '${EVENKEEL}' "$@"`],
      ['gh', 'exit 0'],
    ] as const) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${words}\n`)
      chmodSync(join(bin, name), 0o755)
    }
    const env = {
      PATH: `${bin}:${process.env['PATH']}`,
      HOME: top,
      EVENKEEL_CACHE: join(top, 'cache'),
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Ana',
      GIT_AUTHOR_EMAIL: 'ana@acme.example',
      GIT_COMMITTER_NAME: 'Ana',
      GIT_COMMITTER_EMAIL: 'ana@acme.example',
    }
    const sh = (script: string) =>
      execFileSync('bash', ['-e', '-c', script], {
        cwd: clone,
        env,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      })
    sh(
      'git init -q -b main && git add . && git commit -qm Records && git init -q --bare ../origin && git remote add origin ../origin && git push -q origin main',
    )
    const said = sh(recipe)
    expect(said).toContain(`INC-${year}-0031 is open: Card payments fail\n`)
    expect(said).toContain('Checkout: operational → partial outage')
    const update = sh('git show --name-only --format= origin/card-payments | grep public/')
    const text = readFileSync(join(clone, update.trim()), 'utf8')
    const [, ...posted] = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.md/.exec(update)?.map(Number) ?? []
    const [y = 0, month = 0, ...rest] = posted
    const promised = Date.parse(/next_update: (\S+Z)/.exec(text)?.[1] ?? '')
    expect(promised - Date.UTC(y, month - 1, ...rest)).toBe(30 * 60_000)
    // And so on to its end.
    for (const line of commands.split('\n').filter((one) => one.startsWith('npx'))) sh(line)
    expect(sh('npx evenkeel validate')).toMatch(/^0 errors, 0 warnings in \d+ files$/m)
    expect(sh('git status --porcelain')).toMatch(/^ M .*index\.md\n\?\? .*Z(?:-2)?\.md\n\?\? .*Z(?:-2)?\.md\n$/)
  } finally {
    rmSync(top, { recursive: true })
  }
}, 180_000)
