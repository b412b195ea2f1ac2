import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { answering, CAN_ANSWER, KEYS } from '../../fixtures/answering.ts'
import { GOOD } from '../../fixtures/good-content.ts'
import { writeFiles } from '../../fixtures/written.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-incident-questions-'))
afterAll(() => rmSync(top, { recursive: true }))

let records: string
let count = 0
beforeEach(() => {
  records = join(top, String(count++))
  writeFiles(records, GOOD)
})
const { ENTER, SPACE, DOWN, CONTROL_C } = KEYS
const asked = (time: string, args: string[], answers: readonly (readonly [string, string])[]) =>
  answering([...args, '--content', records, '--now', `2026-11-23T${time}Z`], answers)
const incidents = () => readdirSync(join(records, 'incidents/2026')).toSorted()
const publicOf = (name: string) => join(records, 'incidents/2026', name, 'public')

test.skipIf(!CAN_ANSWER)('On a terminal an incident is opened, told on and ended by answers alone.', async () => {
  const opened = await asked(
    '09:00:00',
    ['incident', 'open'],
    [
      ['What is wrong, in one line', `Cards fail${ENTER}`],
      ['Severity', `${DOWN}${ENTER}`],
      ['Services that are affected', `${SPACE}${ENTER}`],
      ['Do customers notice it', ENTER],
      ['Components that customers', `${SPACE}${ENTER}`],
      ['checkout is in', `${DOWN}${ENTER}`],
      ['What customers read', `Some cards fail.${ENTER}`],
    ],
  )
  expect(opened).toMatchObject({ code: 0, open: [] })
  const name = 'INC-2026-0002-cards-fail'
  expect(readFileSync(join(publicOf(name), '20261123T090000Z.md'), 'utf8')).toBe(
    '---\nstate: investigating\ntitle: Cards fail\ncomponents: {checkout: partial_outage}\nnext_update: 2026-11-23T09:30:00Z\n---\nSome cards fail.\n',
  )
  const updated = await asked(
    '09:10:00',
    ['incident', 'update'],
    [
      ['It is', `${DOWN}${ENTER}`],
      ['What customers read', `We know why.${ENTER}`],
    ],
  )
  expect(updated).toMatchObject({ code: 0, open: [] })
  expect(readFileSync(join(publicOf(name), '20261123T091000Z.md'), 'utf8')).toContain('state: identified\n')
  const ended = await asked('09:20:00', ['incident', 'resolve'], [['What customers read', `Over.${ENTER}`]])
  expect(ended).toMatchObject({ code: 0, open: [] })
  expect(readdirSync(publicOf(name))).toHaveLength(3)
})

test.skipIf(!CAN_ANSWER)(
  'What nobody outside notices is opened for us alone; who gives up leaves nothing behind.',
  async () => {
    const flags = ['incident', 'open', '--title', 'Disk', '--severity', 'SEV-4', '--service', 'ledger-store']
    expect(await asked('09:00:00', flags, [['Do customers notice it', `n${ENTER}`]])).toMatchObject({ code: 0 })
    expect(readdirSync(join(records, 'incidents/2026/INC-2026-0002-disk'))).toEqual(['index.md'])
    const { code, all } = await asked('09:00:00', ['incident', 'open'], [['What is wrong', CONTROL_C]])
    expect([code, all]).toEqual([1, expect.stringContaining('Stopped; nothing is written.')])
    expect(incidents()).toHaveLength(2)
  },
)

test.skipIf(!CAN_ANSWER)('A freeze is asked for by its form, and a wrong answer is asked for again.', async () => {
  const { code, open } = await asked(
    '09:00:00',
    ['new', 'freeze', '--title', 'Easter', '--reason', 'Few are there'],
    [
      ['Level', ENTER],
      ['Whom to ask', `ana${ENTER}`],
      ['From when until when', `soon${ENTER}`],
      ['expected a start and an end', `${KEYS.BACK.repeat(4)}2027-03-26T00:00:00Z/4d${ENTER}`],
    ],
  )
  expect({ code, open }).toEqual({ code: 0, open: [] })
  expect(readFileSync(join(records, 'freezes/2027-easter.yaml'), 'utf8')).toContain('level: hard\nowner: ana\n')
})
