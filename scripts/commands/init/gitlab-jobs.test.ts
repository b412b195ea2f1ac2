import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shippedFile } from '#io/installation'
import { readYaml } from '#io/yaml-reader'
import { runGitlabJob, type GitlabJob } from '../../fixtures/gitlab-job.ts'
import { writeFiles } from '../../fixtures/written.ts'

/* The jobs of `.gitlab-ci.yml`, run as they are written: of which commit they run the package. */

let root: string
let jobs: Record<string, GitlabJob & { extends?: string }>
const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=Ana', '-c', 'user.email=ana@acme.example', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim()
const origin = () => join(root, 'origin.git')

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'evenkeel-gitlab-jobs-'))
  jobs = readYaml('', readFileSync(shippedFile('init/gitlab-ci.yml'), 'utf8')).data[0] as typeof jobs
  git(root, 'init', '--quiet', '--bare', '-b', 'main', origin())
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Commits a file on top of what a clone has, and pushes that as `ref`. */
function pushed(name: string, ref: string): { clone: string; commit: string } {
  const clone = mkdtempSync(join(root, 'clone-'))
  git(root, 'clone', '--quiet', origin(), clone)
  writeFiles(clone, { 'content/site.yaml': `name: ${name}\nnotify:\n  - {kind: slack, url_env: S}\n` })
  git(clone, 'add', '.')
  git(clone, 'commit', '--quiet', '-m', name)
  git(clone, 'push', '--quiet', 'origin', `HEAD:${ref}`)
  return { clone, commit: git(clone, 'rev-parse', 'HEAD') }
}

const run = (name: string, clone: string) =>
  runGitlabJob({ ...jobs[jobs[name]?.extends ?? ''], ...jobs[name] }, clone, {
    CI_DEFAULT_BRANCH: 'main',
    EVENKEEL_OPS_DEPLOY: 'true',
  })

test('What publishes, tells and judges is of the default branch: no tag of its name, and nothing that a merge request brings.', async () => {
  const { clone, commit: main } = pushed('Acme', 'refs/heads/main')
  pushed('Tag', 'refs/tags/main')
  const proposed = pushed('Proposed', 'refs/heads/proposed')
  for (const [name, at] of Object.entries({ pages: clone, notify: clone, ops: clone, gate: proposed.clone })) {
    const { code, ran, stderr } = await run(name, at)
    expect(code, `${name}: ${stderr}`).toBe(0)
    expect(ran.length, name).toBeGreaterThanOrEqual(2)
    expect(
      ran.filter((line) => !line.startsWith(`${main} `)),
      name,
    ).toEqual([])
  }
})
