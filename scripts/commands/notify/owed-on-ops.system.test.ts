import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { JSDOM } from 'jsdom'
import { shippedFile } from '#io/installation'
import { readYaml } from '#io/yaml-reader'
import { ANSWERS } from '../../fixtures/loop/answers.ts'
import { notifies, openLoop, opens, type Loop } from '../../fixtures/loop/loop.ts'

/* Whoever opens the ops site reads on its first page whom a notice didn't reach, in the very run that couldn't send it. */

let loop: Loop
beforeAll(async () => {
  loop = await openLoop({ hooks: ['pager', 'chat'], to: [] })
})
afterAll(() => loop.close())

const publish = readYaml('', readFileSync(shippedFile('init/github/workflows/publish.yml'), 'utf8')).data[0] as {
  jobs: { ops: { steps: { run?: string }[] } }
}
/** How the workflow fetches the ledger, as it stands there. */
const FETCH = publish.jobs.ops.steps.find(({ run }) => run?.includes('evenkeel/delivered'))?.run ?? ''

/** What the home page says of notices, of an ops site that is built in a new clone as the workflow does it. */
async function owedOnHome(): Promise<string | undefined> {
  const folder = loop.clone()
  // Not the kind that waits: git's server is in this process.
  await promisify(execFile)('bash', ['-ec', FETCH], { cwd: folder, env: { ...process.env, GITHUB_TOKEN: 'x' } })
  const built = await loop.run(folder, 'build', '--site', 'ops', '--now', '2026-11-23T10:10:00Z')
  expect(built.code, built.stderr).toBe(0)
  const { document } = new JSDOM(readFileSync(join(folder, 'dist/ops/index.html'), 'utf8')).window
  return document.querySelector('.owed')?.textContent?.replaceAll(/\s+/g, ' ').trim()
}

test('What a channel is owed stands on the first page of the ops site, and is gone once it was delivered.', async () => {
  loop.answers('pager', ANSWERS.fails)
  await loop.run(loop.clone(), ...opens('10:00', 'Word zero.'))
  expect((await loop.run(loop.clone(), ...notifies('10:01'))).code).toBe(1)
  expect(await owedOnHome()).toBe('1 channel is owed 2 notices since 10:01: webhook HOOK_PAGER. Last tried 10:01.')
  loop.answers('pager', ANSWERS.takes)
  expect((await loop.run(loop.clone(), ...notifies('10:05'))).code).toBe(0)
  expect(await owedOnHome()).toBeUndefined()
})
