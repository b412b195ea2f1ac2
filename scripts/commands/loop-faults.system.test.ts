import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { PATIENCE } from '#io/deliver/patiently'
import { runInWith } from '../fixtures/in-process.ts'
import { ANSWERS } from '../fixtures/loop/answers.ts'
import { adds, notifies, openLoop, opens, resolves, type Loop } from '../fixtures/loop/loop.ts'

/*
 * What may go wrong on the way of a post to its readers. One incident goes through all of it, a fault a test, and after
 * each every update of it is in git once, and everybody was told all of them, in order, and none again that they had taken.
 */

const { takes, ...BAD } = ANSWERS
const HOOKS = Object.keys(BAD)
let loop: Loop
/** What was posted so far, in order. */
const words: string[] = []
/** How the mail server answers those that mail is for, the next times; 0: it takes it. */
let codes: Record<string, number[]> = {}

beforeAll(async () => {
  loop = await openLoop({
    hooks: ['well', ...HOOKS],
    to: ['kim@a.example', 'lee@b.example'],
    mail: {
      onRcptTo: ({ address }, _, done) => {
        const responseCode = codes[address]?.shift() ?? 0
        done(responseCode === 0 ? null : Object.assign(new Error('Not now'), { responseCode }))
      },
    },
  })
  await loop.run(loop.clone(), ...opens('10:00', 'Word zero.'))
  words.push('Word zero.')
  expect(await notify('10:01')).toMatchObject({ code: 0 })
})
/** What each channel may have taken twice by now. */
let repeats = 0
afterEach(() => expect(loop.lost(words, { repeats })).toEqual([]))
afterAll(() => loop.close())

const notify = (at: string) => loop.run(loop.clone(), ...notifies(at))
async function update(at: string, word: string) {
  words.push(word)
  expect(await loop.run(loop.clone(), ...adds(at, word))).toMatchObject({ code: 0 })
}
/** What the report says of a channel. */
const said = (report: string, channel: string) =>
  report
    .split('\n')
    .find((line) => line.startsWith(`${channel}: `))
    ?.slice(channel.length + 2)
/** The next pushes are refused with these; 0: taken. */
const refuses = (...statuses: number[]) => loop.onPush(() => statuses.shift() || undefined)

test('Receivers that fail, hang, redirect, drop or never end, a mail server that greylists, refuses one or breaks off: each holds up itself alone.', async () => {
  // Who never answers is waited for less than half a minute here; who does has time enough on a busy machine.
  const { total } = PATIENCE
  Object.assign(PATIENCE, { total: 8000 })
  for (const [hook, answer] of Object.entries(BAD)) loop.answers(hook, answer)
  codes = { 'kim@a.example': [450, 451], 'lee@b.example': [550, 550] }
  await update('11:00', 'Word one.')
  const { code, stdout } = await notify('11:01')
  const owed = '0 messages sent, 1 owed since 2026-11-23T11:01:00Z'
  expect(code).toBe(1)
  expect(Object.fromEntries(HOOKS.map((hook) => [hook, said(stdout, `webhook HOOK_${hook.toUpperCase()}`)]))).toEqual({
    fails: `${owed}: it answers 500`,
    redirects: `${owed}: it answers 307, a redirect, which isn't followed: name the address that it leads to`,
    hangs: `${owed}: there was no answer within 8 s`,
    drops: `${owed}: it can't be reached (ECONNRESET)`,
    breaks: '1 message sent',
    trickles: '1 message sent',
    dribbles: `${owed}: there was no answer within 8 s`,
  })
  expect(said(stdout, 'email SMTP_URL kim@a.example')).toBe('1 message sent')
  expect(said(stdout, 'email SMTP_URL lee@b.example')).toBe(`${owed}: the mail server answers 550`)
  await update('12:00', 'Word two.')
  loop.mail.breaks = 1
  expect((await notify('12:01')).code).toBe(1)
  expect(loop.lost(words, { without: [...HOOKS, 'lee@b.example'] })).toEqual([])
  // Which it had when it broke off is the same mail, by its id.
  const twos = loop.mail.mails.filter(({ text = '' }) => text.includes('Word two.'))
  expect(twos.map(({ messageId }) => messageId)).toEqual([twos[0]?.messageId, twos[0]?.messageId])
  Object.assign(PATIENCE, { total })
  for (const hook of HOOKS) loop.answers(hook, takes)
  expect((await notify('12:02')).code).toBe(0)
  expect(loop.heard).not.toHaveProperty('elsewhere')
})

test('A git server that is away for five pushes has the update with the sixth; while it takes no word of who is told, nobody is.', async () => {
  refuses(503, 500, 502, 504, 429)
  await update('13:00', 'Word three.')
  refuses(503)
  const count = Object.values(loop.heard).flat().length
  const { code, stderr } = await notify('13:01')
  expect([code, stderr]).toEqual([1, expect.stringContaining('so nothing was sent: ')])
  expect(Object.values(loop.heard).flat()).toHaveLength(count)
  // Away again while it is sent.
  refuses(0, 503, 503)
  expect((await notify('13:02')).code).toBe(0)
})

test('Two runs at once, of two commits, one by a clock that is two hours fast, send everything once between them.', async () => {
  const before = loop.clone()
  await update('14:00', 'Word four.')
  const runs = [loop.run(before, ...notifies('14:01')), loop.run(loop.clone(), ...notifies('16:01'))]
  expect((await Promise.all(runs)).map(({ code }) => code)).toEqual([0, 0])
  // What comes after it isn't late.
  await update('14:30', 'Word five.')
  expect((await notify('14:31')).code).toBe(0)
})

test('Who posts by a clock that is two hours slow can’t say that it was over before it began; what else is said is told.', async () => {
  const early = await loop.run(loop.clone(), ...resolves('09:30', 'Word six.'))
  expect([early.code, early.stderr]).toEqual([1, expect.stringContaining('Unexpected `resolved` before `started`')])
  await update('12:40', 'Word six.')
  expect((await notify('14:41')).code).toBe(0)
})

test('Who posts by a clock that is two hours fast is heard then, and holds up nobody else.', async () => {
  await update('18:50', 'Word eight.')
  words.pop()
  await update('16:50', 'Word seven.')
  expect((await notify('16:51')).code).toBe(0)
  expect(loop.lost(words)).toEqual([])
  words.push('Word eight.')
  expect((await notify('18:51')).code).toBe(0)
})

test('Where the ledger can’t be written any more once something was sent, the run and its summary say so; the next one repeats that alone, under its id.', async () => {
  await update('19:00', 'Word nine.')
  const summary = join(loop.clone(), 'summary')
  refuses(0, ...Array.from({ length: 20 }, () => 403))
  const { code, stderr } = await runInWith(
    { ...loop.env, GITHUB_STEP_SUMMARY: summary },
    loop.clone(),
    ...notifies('19:01'),
  )
  const sentence = /can't be written any more; the last messages may come twice/
  expect([code, stderr, readFileSync(summary, 'utf8')]).toEqual([
    1,
    expect.stringMatching(sentence),
    expect.stringMatching(sentence),
  ])
  refuses()
  expect(await notify('19:02')).toMatchObject({ code: 0 })
  // Of the last test: each channel has taken its newest message twice at most.
  repeats = 1
  const twice = Object.values(loop.heard).flatMap((heard) =>
    [...Map.groupBy(heard, ({ id }) => id).values()].filter((same) => same.filter((one) => one.confirmed).length > 1),
  )
  expect(twice.length).toBeGreaterThan(0)
  for (const [{ text } = { text: '' }] of twice) expect(text).toMatch(/Word nine\.|"component_update"/)
})
