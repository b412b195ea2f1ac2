import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../../fixtures/in-process.ts'
import { corpus } from '../../fixtures/places.ts'

/* Rules of kube-prometheus and the runbooks that belong to them, read in place. */

const [RULES, RUNBOOKS] = [corpus('alerts'), corpus('runbooks/prometheus-operator')]
const there = existsSync(RULES) && existsSync(RUNBOOKS)
if (!there)
  console.warn(`Skipped: published alerts and runbooks are compared where ${RULES} and ${RUNBOOKS} are there.`)

test.skipIf(!there)(
  'Of 125 published alerts 99 lead to a runbook, 26 do not, and 9 of 108 runbooks have none.',
  async () => {
    const files = readdirSync(RULES).map((name) => join(RULES, name))
    const { code, stdout } = await run('alerts', '--rules', ...files, '--runbooks', RUNBOOKS, '--format', 'json')
    const found = JSON.parse(stdout) as Record<'resolve' | 'dangle' | 'orphans', string[]>
    expect([found.resolve.length, found.dangle.length, found.orphans.length]).toEqual([99, 26, 9])
    expect(found.resolve).toContain('KubePodCrashLooping')
    expect(found.dangle).toContain('KubeNodePressure')
    expect(found.orphans).toContain('etcd/etcdNoLeader')
    expect(code).toBe(0)
  },
)

test.skipIf(!there)(
  'What those runbooks say of their alerts is what the rules say, and is told once they say something else.',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'evenkeel-drift-'))
    try {
      const files = readdirSync(RULES)
      const told = async (edit: (text: string) => string) => {
        for (const name of files) writeFileSync(join(folder, name), edit(readFileSync(join(RULES, name), 'utf8')))
        const rules = files.map((name) => join(folder, name))
        const { stdout } = await run('alerts', '--rules', ...rules, '--runbooks', RUNBOOKS)
        return [...stdout.matchAll(/^\S+\/(\w+)\.md:\d+:\d+ {2}warning {2}runbook-drift$/gm)].map(([, name]) => name)
      }
      expect(await told((text) => text)).toEqual([])
      const longer = await told((text) => text.replaceAll(/for: \d+[mh]/g, 'for: 7m'))
      expect(longer).toEqual(
        expect.arrayContaining(['KubeAPIDown', 'KubeletDown', 'KubeHpaMaxedOut', 'KubePodNotReady']),
      )
      expect(await told((text) => text.replaceAll(/> 0\.95\b/g, '> 0.85'))).toEqual(['KubeletTooManyPods'])
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)

/** Every file below a folder with its content. */
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => [join(one.parentPath, one.name), readFileSync(join(one.parentPath, one.name), 'utf8')])

test.skipIf(!there).each([corpus('runbooks'), RUNBOOKS, join(RUNBOOKS, 'runbooks')])(
  'Of the runbooks in %s all but four have the four sections, and nine have an empty one.',
  async (folder) => {
    const before = filesIn(folder)
    const { code, stdout } = await run('validate', '--runbooks-only', '--content', folder, '--format', 'json')
    const { diagnostics, counts } = JSON.parse(stdout) as {
      diagnostics: { file: string; rule: string; message: string }[]
      counts: { files: number }
    }
    const filesTold = (words: string) =>
      new Set(diagnostics.filter(({ message }) => message.startsWith(words)).map(({ file }) => file.split('/').at(-1)))
    expect([...filesTold('Missing section')].toSorted()).toEqual([
      'KubeAPIErrorBudgetBurn.md',
      'NodeRAIDDiskFailure.md',
      'PrometheusDuplicateTimestamps.md',
      'PrometheusOutOfOrderTimestamps.md',
    ])
    expect(filesTold('Unexpected empty section').size).toBe(9)
    // Its last code block has no end.
    expect([...filesTold('Unexpected code block')]).toEqual(['PrometheusOperatorNodeLookupErrors.md'])
    expect(new Set(diagnostics.map(({ rule }) => rule))).toEqual(new Set(['runbook-sections']))
    expect([counts.files, code]).toEqual([108, 1])
    expect(filesIn(folder)).toEqual(before)
  },
)
