import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { answering, CAN_ANSWER, KEYS } from '../../fixtures/answering.ts'
import { GOOD } from '../../fixtures/good-content.ts'
import { writeFiles } from '../../fixtures/written.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-questions-'))
afterAll(() => rmSync(top, { recursive: true }))

let records: string
let count = 0
beforeEach(() => {
  records = join(top, String(count++))
  writeFiles(records, GOOD)
})

const { ENTER, SPACE, DOWN, CONTROL_C } = KEYS
const asked = (flags: string[], answers: readonly (readonly [string, string])[]) =>
  answering(['new', 'change', '--content', records, '--now', '2026-11-23T09:00:00Z', ...flags], answers)
const written = () => readFileSync(join(records, 'changes/2026/CHG-2026-0003-tune-it.md'), 'utf8')

test.skipIf(!CAN_ANSWER)('On a terminal it asks for everything that no flag told.', async () => {
  const { code, open } = await asked(
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

test.skipIf(!CAN_ANSWER)('What flags and template say is not asked, and a wrong answer is asked again.', async () => {
  const template = join(records, 'change-templates/rotate-certificate.md')
  writeFileSync(template, `${readFileSync(template, 'utf8')}\nFor {{host}}.\n`)
  const flags = ['--title', 'Tune it', '--requester', 'platform', '--implementer', 'ana', '--environment', 'production']
  const { code, all, open } = await asked(
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
})

test.skipIf(!CAN_ANSWER)('Who gives up leaves nothing behind.', async () => {
  const { code, all } = await asked(['--title', 'Tune it'], [['Type', CONTROL_C]])
  expect(all).toContain('Stopped; nothing is written.')
  expect(code).toBe(1)
  expect(readdirSync(join(records, 'changes/2026'))).toHaveLength(2)
})
