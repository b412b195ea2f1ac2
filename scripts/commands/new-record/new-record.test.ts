import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { anyText } from '../../fixtures/any-text.ts'
import { GOOD } from '../../fixtures/good-content.ts'
import { run } from '../../fixtures/in-process.ts'
import { parseTarget } from '../flags/forms/slo.ts'
import { writeFiles } from '../../fixtures/written.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-new-record-'))
afterAll(() => rmSync(top, { recursive: true }))

let records: string
let count = 0
beforeEach(() => {
  records = join(top, String(count++), 'content')
  writeFiles(records, GOOD)
})
const read = (path: string) => readFileSync(join(records, path), 'utf8')
const files = () =>
  readdirSync(records, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.\w+$/.test(path) && !(path in GOOD))
    .toSorted()
const made = (...args: string[]) => run('new', ...args, '--content', records, '--now', '2026-11-23T09:00:00Z')
const validates = async () =>
  (await run('validate', '--content', records, '--now', '2026-11-23T09:00:00Z')).stdout.split('\n').at(-2)

const FREEZE = [
  'freeze',
  '--title',
  'Easter: quiet',
  '--level',
  'soft',
  '--owner',
  'ana',
  '--window',
  '2027-03-26T00:00:00+01:00/4d',
]
const SERVICE = ['service', '--name', 'Gift cards', '--team', 'platform', '--tier', '2', '--description', 'Sells them.']

test('A freeze, a service, an SLO and a team are written, each valid, and said where.', async () => {
  const freeze = await made(
    ...FREEZE,
    '--reason',
    'Few are there',
    '--services',
    'checkout',
    '--environments',
    'production',
  )
  expect(freeze).toMatchObject({ code: 0, stdout: `${join(records, 'freezes/2027-easter-quiet.yaml')}\n` })
  expect(read('freezes/2027-easter-quiet.yaml')).toBe(
    'title: "Easter: quiet"\nlevel: soft\nowner: ana\nreason: Few are there\nstart: 2027-03-25T23:00:00Z\nend: 2027-03-29T23:00:00Z\nservices: [checkout]\nenvironments: [production]\n',
  )
  await made(
    ...SERVICE,
    '--depends-on',
    'checkout, ledger-store',
    '--public-name',
    'Gift cards',
    '--public-group',
    'Shop',
  )
  expect(read('services/gift-cards.yaml')).toBe(
    'name: Gift cards\ndescription: Sells them.\nteam: platform\ntier: 2\ndepends_on: [checkout, ledger-store]\npublic: {name: Gift cards, group: Shop}\n',
  )
  await made('slo', '--service', 'gift-cards', '--target', '99.85')
  expect(read('slos/gift-cards-availability.yaml')).toContain('  name: gift-cards-availability\n')
  expect(read('slos/gift-cards-availability.yaml')).toContain('- target: 0.9985\n')
  await made('team', '--name', 'Gifts', '--members', 'cy, di', '--leads', 'el', '--chat', '#gifts')
  expect(read('teams/gifts.yaml')).toBe('name: Gifts\nmembers: [cy, di, el]\nleads: [el]\ncontacts: {chat: "#gifts"}\n')
  const incident = await made('incident', '--title', 'Slow', '--severity', 'SEV-3', '--internal')
  expect(incident.code).toBe(0)
  expect(files()).toHaveLength(5)
  expect(await validates()).toBe('0 errors, 0 warnings in 19 files')
  const { stdout } = await run(
    'budget',
    'gift-cards-availability',
    '--content',
    records,
    '--now',
    '2026-11-23T09:00:00Z',
  )
  expect(stdout).toContain('gift-cards-availability')
  expect((await run('rules', '--content', records)).stdout).toContain('gift-cards-availability')
})

test('A name that is taken gets a number; one that was asked for is not replaced.', async () => {
  await made(...SERVICE)
  await made(...SERVICE, '--tier', '3')
  expect(files()).toEqual(['services/gift-cards-2.yaml', 'services/gift-cards.yaml'])
  const again = await made(...SERVICE, '--id', 'gift-cards')
  expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing is changed') })
  const other = await made(...SERVICE, '--id', 'gift-cards', '--tier', '4')
  expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('says something else; nothing is written') })
})

test('An id that another file has is not given twice, whatever that file is called.', async () => {
  // The good content has `checkout-availability` in `slos/checkout.yaml`.
  const SLO = ['slo', '--service', 'checkout', '--target', '99.9']
  await made(...SLO)
  expect(read('slos/checkout-availability-2.yaml')).toContain('  name: checkout-availability-2\n')
  const named = await made(...SLO, '--name', 'checkout-availability')
  expect(named).toMatchObject({ code: 1, stderr: expect.stringMatching(/duplicate-id[^]*Nothing is written/) })
  expect(await validates()).toMatch(/^0 errors/)
})

test.each([
  ['nothing of a freeze', ['freeze'], /^Missing: --title, --level, --owner, --window, --reason\./],
  ['nothing of an SLO', ['slo'], /^Missing: --service, --target\./],
  [
    'all of an SLO',
    ['slo', '--service', 'checkout', '--target', '100'],
    /option '--target' argument '100'.*below 100 %/,
  ],
  ['all of an SLO as a share', ['slo', '--service', 'checkout', '--target', '1'], /below 100 %/],
  ['an SLO over a month as minutes', ['slo', '--service', 'checkout', '--target', '99', '--window', '1m'], /1M\.$/m],
  ['an SLO over hours', ['slo', '--service', 'checkout', '--target', '99', '--window', '12h'], /Expected days/],
  [
    'a window that ends before it starts',
    [...FREEZE, '--reason', 'x', '--window', '2027-01-01T00:00:00Z/0s'],
    /later time/,
  ],
  ['a path for a name', [...SERVICE, '--id', '../x'], /option '--id'/],
  ['a handle with a sign', ['team', '--name', 'x', '--members', '@ana'], /without @/],
])('Told %s, it exits 2 and writes nothing.', async (_, args, why) => {
  expect(await made(...args)).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(why) })
  expect(files()).toEqual([])
})

test.each([
  ['a team that is not there', [...SERVICE, '--team', 'platfrom'], /reference-exists\n.*`platform`/],
  ['a tier that is none', [...SERVICE, '--tier', '7'], /schema/],
  ['a level that is none', [...FREEZE, '--reason', 'x', '--level', 'medium'], /schema/],
  [
    'a service that is not there',
    ['slo', '--service', 'chekout', '--target', '99.9'],
    /slo-reference|reference-exists/,
  ],
])('What would not be valid is told and not written: %s.', async (_, args, why) => {
  const { code, stderr } = await made(...args)
  expect(code).toBe(1)
  expect(stderr).toMatch(why)
  expect(files()).toEqual([])
})

test.each([
  ['99.9', 0.999],
  ['99.95 %', 0.9995],
  ['0.999', 0.999],
  ['0.5', 0.5],
  ['99.999', 0.99999],
  ['1 %', 0.01],
  ['1.5', 0.015],
])('The target %s is %d.', (text, target) => {
  expect(parseTarget(text)).toBe(target)
})

test('Whatever words a record is made of, it is valid or refused.', async () => {
  const words = fc.oneof(
    fc.constantFrom('---', 'a: b', '#', '- x', '"', '{{x}}', 'null', '../..', '\u202E', 'a\nb', '2026-01-01'),
    anyText({ minLength: 1, maxLength: 20 }),
  )
  await fc.assert(
    fc.asyncProperty(words, words, async (one, other) => {
      const codes = [
        await made(
          ...SERVICE.slice(0, 1),
          `--name=${one}`,
          `--description=${other}`,
          '--team',
          'platform',
          '--tier',
          '1',
        ),
        await made(
          'freeze',
          `--title=${one}`,
          `--reason=${other}`,
          '--level',
          'hard',
          '--owner',
          'ana',
          '--window',
          '2027-01-01T00:00:00Z/1d',
        ),
        await made('team', `--name=${one}`, `--chat=${other}`, '--members', 'ana'),
        await made('slo', '--service', 'checkout', '--target', '99', `--title=${one}`, `--description=${other}`),
      ].map(({ code }) => code)
      expect(codes.every((code) => code === 0 || code === 1 || code === 2)).toBe(true)
    }),
    { numRuns: 8 },
  )
  expect(files().length).toBeGreaterThan(10)
  expect(await validates()).toMatch(/^0 errors/)
})
