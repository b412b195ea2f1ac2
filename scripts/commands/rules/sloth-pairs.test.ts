import { existsSync, readFileSync } from 'node:fs'
import { parseAllDocuments } from 'yaml'
import { expect, test } from 'vitest'
import { run } from '../../fixtures/in-process.ts'
import { corpus } from '../../fixtures/places.ts'

/* Rules that Sloth made, read in place: https://github.com/slok/sloth/tree/main/examples. */

const folder = corpus('sloth')
const there = existsSync(folder)
if (!there) console.warn(`Skipped: Sloth's rules are compared where ${folder} has them.`)

const documents = (text: string): unknown[] =>
  parseAllDocuments(text).flatMap((document): unknown[] => [document.toJS() ?? []].flat())
/** The version of what made the rules is its maker's. */
const byAnyVersion = (text: string) => documents(text.replaceAll(/sloth_version: .*/g, 'sloth_version: any'))

test
  .skipIf(!there)
  .each(['getting-started', 'home-wifi', 'kubernetes-apiserver', 'no-alerts', 'openslo-getting-started'])(
  'Of %s the rules are those of Sloth, and nothing else.',
  async (name) => {
    const { code, stdout } = await run('rules', `${folder}/${name}.input.yml`, '--label', 'cmd=examplesgen.sh')
    expect(byAnyVersion(stdout)).toEqual(byAnyVersion(readFileSync(`${folder}/${name}.golden.yml`, 'utf8')))
    expect(code).toBe(0)
  },
)

test.skipIf(!there).each(['28d', '30d'])("Sloth's own file of windows for %s changes nothing.", async (period) => {
  const slo = ['rules', `${folder}/getting-started.input.yml`]
  const { code, stdout } = await run(...slo, '--windows', `${folder}/windows-google-${period}.yaml`)
  const days = { '28d': '4w', '30d': '30d' }[period]
  expect(stdout).toContain(`record: slo:sli_error:ratio_rate${days}\n`)
  if (period === '30d') expect(stdout).toBe((await run(...slo)).stdout)
  expect(code).toBe(0)
})
