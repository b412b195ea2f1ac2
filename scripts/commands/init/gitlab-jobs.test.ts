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
let acme: ReturnType<typeof pushed>
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
  acme = pushed('Acme', 'refs/heads/main')
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

const BUILT = 'mkdir -p dist/status; echo > dist/status/index.html'
const run = (name: string, clone: string, stub = BUILT) =>
  runGitlabJob({ ...jobs[jobs[name]?.extends ?? ''], ...jobs[name] }, clone, {
    CI_DEFAULT_BRANCH: 'main',
    EVENKEEL_OPS_DEPLOY: 'true',
    STUB: stub,
  })

test('What publishes, tells and judges is of the default branch: no tag of its name, and nothing that a merge request brings.', async () => {
  const { clone, commit: main } = acme
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

test.each([
  ['a page can’t be built', `${BUILT}; exit 1`, 0, 1],
  ['all is well', BUILT, 0, 0],
])('The page is published and told apart where %s.', async (_, stub, published, complete) => {
  expect((await run('pages', acme.clone, stub)).code).toBe(published)
  expect((await run('complete', acme.clone)).code).toBe(complete)
})

test('Where nothing was built nothing is published.', async () => {
  const { clone } = pushed('Nothing', 'refs/heads/main')
  expect((await run('pages', clone, 'exit 1')).code).toBe(1)
})
