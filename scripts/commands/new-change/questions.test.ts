import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { GOOD } from '../../fixtures/good-content.ts'
import { EVENKEEL } from '../../fixtures/places.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-questions-'))
afterAll(() => rmSync(top, { recursive: true }))

let records: string
let count = 0
beforeEach(() => {
  records = join(top, String(count++))
  for (const [path, text] of Object.entries(GOOD)) {
    mkdirSync(dirname(join(records, path)), { recursive: true })
    writeFileSync(join(records, path), text)
  }
})

const SCRIPT = '/usr/bin/script'
const ENTER = '\r'
const [SPACE, DOWN, CONTROL_C] = [' ', '\u001B[B', '\u0003']

/** Answers questions on a pseudo terminal, each once it is there, and tells what was asked and how it ended. */
function answering(flags: string[], answers: readonly (readonly [string, string])[]) {
  const args = ['new', 'change', '--content', records, '--now', '2026-11-23T09:00:00Z', ...flags]
  const command = [process.execPath, EVENKEEL, ...args].map((arg) => `'${arg}'`).join(' ')
  const child = spawn(SCRIPT, ['-qec', command, '/dev/null'], { env: { ...process.env, TERM: 'xterm' } })
  const open = [...answers]
  let seen = ''
  let all = ''
  child.stdout.on('data', (part: Buffer) => {
    const text = stripVTControlCharacters(part.toString())
    seen += text
    all += text
    const [next] = open
    if (next && seen.includes(next[0])) {
      seen = ''
      open.shift()
      child.stdin.write(next[1])
    }
  })
  return new Promise<{ code: number | null; all: string; open: string[] }>((done) => {
    child.on('close', (code) => done({ code, all, open: open.map(([question]) => question) }))
  })
}
const written = () => readFileSync(join(records, 'changes/2026/CHG-2026-0003-tune-it.md'), 'utf8')

test.skipIf(!existsSync(SCRIPT))('On a terminal it asks for everything that no flag told.', async () => {
  const { code, open } = await answering(
    [],
    [
      ['Type', ENTER],
      ['in one line', `Tune it${ENTER}`],
      ['Services', `${DOWN}${SPACE}${ENTER}`],
      ['Requested by', ENTER],
      ['Carried out by', `bo${ENTER}`],
      ['Environment', ENTER],
      ['Blast radius', `${DOWN}${ENTER}`],
      ['Rollback difficulty', ENTER],
      ['Complexity', ENTER],
      ['Timing', ENTER],
      ['How long may undoing', ENTER],
      ['What makes us undo it', `lag_seconds > 3${ENTER}`],
      ['Anything else', ENTER],
      ['Window', `2026-12-01T02:00:00Z/2h${ENTER}`],
    ],
  )
  expect({ code, open }).toEqual({ code: 0, open: [] })
  expect(written().split('\n---\n')[0]).toBe(`---
id: CHG-2026-0003
title: Tune it
type: normal
status: draft
requester: platform
implementer: bo
environment: production
services: [ledger-store]
risk:
  blast_radius: 2 # 1 nobody outside the team would notice … 4 several services, or customers' data
  rollback_difficulty: 1 # 1 a switch, within a minute … 4 cannot be undone, or only from a backup
  complexity: 1 # 1 one step that is done every week … 4 several teams or systems that move together
  timing: 1 # 1 quiet hours, everybody needed is at hand … 4 peak hours, beside another event, or nobody to help
window: {start: 2026-12-01T02:00:00Z, end: 2026-12-01T04:00:00Z}
rollback:
  max_duration: 15m
  criteria:
    - {metric: lag_seconds, comparator: ">", threshold: 3, action: manual}`)
})

test.skipIf(!existsSync(SCRIPT))(
  'What flags and template say is not asked, and a wrong answer is asked again.',
  async () => {
    const template = join(records, 'change-templates/rotate-certificate.md')
    writeFileSync(template, `${readFileSync(template, 'utf8')}\nFor {{host}}.\n`)
    const flags = [
      '--title',
      'Tune it',
      '--requester',
      'platform',
      '--implementer',
      'ana',
      '--environment',
      'production',
    ]
    const { code, all, open } = await answering(
      [...flags, '--template', 'rotate-certificate'],
      [
        ['Window', `tomorrow${ENTER}`],
        ['expected a start and an end', `${'\u007F'.repeat(8)}${ENTER}`],
        ['{{host}}', `a.example${ENTER}`],
      ],
    )
    expect({ code, open }).toEqual({ code: 0, open: [] })
    expect(all).not.toMatch(/Services|Blast radius|undo/)
    expect(written()).toContain('Issue it, install it.\n\nFor a.example.\n')
    expect(written()).not.toContain('window')
  },
)

test.skipIf(!existsSync(SCRIPT))('Who gives up leaves nothing behind.', async () => {
  const { code, all } = await answering(['--title', 'Tune it'], [['Type', CONTROL_C]])
  expect(all).toContain('Stopped; nothing is written.')
  expect(code).toBe(1)
  expect(readdirSync(join(records, 'changes/2026'))).toHaveLength(2)
})
