import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readYaml } from '#io/yaml-reader'
import { run } from '../../fixtures/in-process.ts'

interface Job {
  extends?: string
  script?: string[]
  before_script?: string[]
  rules?: { if: string; when?: string }[]
  resource_group?: string
  needs?: string[]
  allow_failure?: boolean
  artifacts?: { paths: string[] }
  pages?: { publish: string }
  cache?: { key: string; paths: string[] }
}

let folder: string
let jobs: Record<string, Job>
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-init-gitlab-'))
  const { code, stderr } = await run('init', folder, '--forge', 'gitlab', '--name', 'Acme', '--member', 'ana')
  expect(code, stderr).toBe(0)
  expect(stderr).toContain('docs/gitlab.md')
  const { data, problems } = readYaml('', readFileSync(join(folder, '.gitlab-ci.yml'), 'utf8'))
  expect(problems).toEqual([])
  jobs = data[0] as Record<string, Job>
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A job with what it takes over. */
const job = (name: string): Job => ({ ...jobs[jobs[name]?.extends ?? ''], ...jobs[name] })
const JOBS = ['check', 'gate', 'pages', 'complete', 'ops', 'notify']

test('For GitLab a new repository has its pipeline, and nothing of GitHub.', () => {
  expect(readdirSync(folder).toSorted()).toEqual([
    '.gitignore',
    '.gitlab-ci.yml',
    'README.md',
    'content',
    'package-lock.json',
    'package.json',
  ])
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).not.toMatch(/github/i)
})

test('Its jobs call the package that is locked, and name nothing that somebody else wrote but by a variable in quotes.', () => {
  for (const name of JOBS) {
    const { script = [], before_script = [] } = job(name)
    expect(script.length, name).toBeGreaterThan(0)
    for (const [command] of [...before_script, ...script].join('\n').matchAll(/\b(?:npm|npx|node) .*?(?=$| \|\||;)/gm))
      expect(command).toMatch(/^(npm ci --ignore-scripts|npx evenkeel \w.*)$/)
    for (const [variable] of [...before_script, ...script].join('\n').matchAll(/.?\$\w+.?/g))
      expect(variable).toMatch(/^["/]\$[A-Z_]+"$/)
  }
})

test('Merge requests are judged; only the branch is published, from its newest commit, one job of a kind at a time.', () => {
  for (const name of ['check', 'gate'])
    expect(job(name).rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }])
  for (const name of ['pages', 'ops', 'notify']) {
    expect(job(name).rules?.map((rule) => rule.if.startsWith('$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH'))).toEqual([
      true,
    ])
    expect(job(name).before_script?.[1]).toContain('FETCH_HEAD')
    expect(job(name).resource_group).toBe(name)
  }
})

test('The internal site is uploaded nowhere, and who is notified waits for the page alone, be it deployed or not.', () => {
  expect(JOBS.flatMap((name) => job(name).artifacts?.paths ?? [])).toEqual(['dist/status', 'built'])
  expect(job('pages').pages).toEqual({ publish: 'dist/status' })
  expect(job('ops').rules?.[0]?.if).toContain('$EVENKEEL_OPS_DEPLOY')
  expect(job('notify')).toMatchObject({ needs: ['pages'], rules: [{ when: 'always' }], allow_failure: true })
  // Its first page says who is owed what by this pipeline, and not by the one before.
  expect(job('ops').needs).toEqual(['notify'])
})
