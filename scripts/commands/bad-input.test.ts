import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { askedGithub } from '../fixtures/asked-github.ts'
import { originAndClone, type OriginAndClone } from '../fixtures/origin-and-clone.ts'
import { RELAY_KEY, startRelay, type RelayServer } from '../fixtures/relay-server.ts'
import { evenkeel } from './program.ts'

/* What nobody should send, by each road that it may come by: it is refused in words, and nothing is written. */

const NOW = '2026-03-01T10:00:00Z'
const OVER = 'incidents/2026/INC-2026-0001-over'
const CONTENT = {
  'site.yaml': 'name: Acme\nurl: https://status.acme.example\n',
  'teams/core.yaml': 'name: Core\nmembers: [ana]\n',
  'services/shop.yaml': 'name: Shop\nteam: core\ntier: 1\npublic: {name: Shop}\n',
  'services/ledger.yaml': 'name: Ledger\nteam: core\ntier: 2\n',
  [`${OVER}/index.md`]:
    '---\nid: INC-2026-0001\ntitle: Over\nseverity: SEV-3\nservices: [shop]\nstarted: 2026-02-28T09:00:00Z\nresolved: 2026-02-28T10:00:00Z\npublic_id: over00000001\n---\n',
  [`${OVER}/public/20260228T090000Z.md`]: '---\nstate: investigating\ntitle: Over\n---\nSlow.\n',
  [`${OVER}/public/20260228T100000Z.md`]: '---\nstate: resolved\n---\nOver.\n',
}

let there: OriginAndClone
let relay: RelayServer
let asked: Awaited<ReturnType<typeof askedGithub>>
const folder = mkdtempSync(join(tmpdir(), 'evenkeel-bad-input-'))
beforeAll(async () => {
  there = originAndClone(CONTENT)
  relay = await startRelay(there.home, () => Date.parse(NOW), { team: 'core', tier: 2 })
  asked = await askedGithub('ana')
})
afterEach(() => void relay.log.splice(0))
afterAll(async () => {
  relay.close()
  there.remove()
  await asked.close()
  rmSync(folder, { recursive: true })
})

const commits = () => there.git('rev-list', '--count', 'main')
const files = () => readdirSync(join(there.home, 'content'), { recursive: true, encoding: 'utf8' }).toSorted()

async function command(input: string | Buffer, env: NodeJS.ProcessEnv, ...args: string[]) {
  const said = { stdout: '', stderr: '' }
  const code = await evenkeel([...args, '--now', NOW], {
    folder: there.home,
    env: { PATH: process.env['PATH'], EVENKEEL_CACHE: join(folder, 'cache'), ...env },
    canAsk: false,
    input: Readable.from([Buffer.from(input)]),
    out: (text) => void (said.stdout += text),
    err: (text) => void (said.stderr += text),
    exitCode: 0,
  })
  return { code, text: `${said.stdout}${said.stderr}` }
}

const viaApply = (body: string | Buffer) => command(body, {}, 'incident', 'apply', '-', '--no-push', '--by', 'ana')
/** As a curl to GitHub brings it: what is no JSON gets no further than there. */
function viaGithub(body: string | Buffer) {
  const text = `{"action": "incident", "client_payload": ${String(body)}, "repository": {"full_name": "acme/ops"}, "sender": {"login": "ana"}}`
  const event = join(folder, 'event.json')
  writeFileSync(event, text)
  const env = { ...asked.env, GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: event, GITHUB_RUN_ID: '7' }
  return command('', env, 'github', 'post')
}
const viaRelay = (body: string | Buffer, path: string, headers: Record<string, string> = {}) =>
  fetch(`${relay.address}/v1/pages/p4g3${path}`, {
    method: path.startsWith('/incidents/') ? 'PATCH' : 'POST',
    headers: { authorization: `OAuth ${RELAY_KEY}`, ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })

/** An event is read as a file is, further on: some of each kind show that it is told as well. */
const BY_GITHUB = new Set([
  'a component that is not there',
  'a line after a component',
  'a state that is none',
  'work in 1970',
  'a prototype within',
  'a name twice',
  'a NUL in the words',
  'words that hold a secret',
])

const incident = (more: object) => JSON.stringify({ incident: { name: 'Slow', component_ids: ['shop'], ...more } })
const planned = (scheduled_for: string, scheduled_until: string) =>
  incident({ status: 'scheduled', scheduled_for, scheduled_until })
const deep = '['.repeat(100_000) + ']'.repeat(100_000)

test.each<[string, string | Buffer, RegExp]>([
  ['5 MB', incident({ body: 'x'.repeat(5_000_000) }), /larger than 1 MB|more than 4 MiB|too long/],
  ['no JSON', 'incident: yes', /neither JSON nor a form|is no JSON/],
  ['cut off', incident({}).slice(0, 40), /cut off/],
  ['nothing', '', /incident is missing|is no JSON/],
  ['null', 'null', /incident is missing|Unexpected JSON/],
  ['a list', '[{"incident": {"name": "x"}}]', /incident is missing|Unexpected JSON/],
  ['an incident that is a list', '{"incident": [{"name": "x"}]}', /incident is invalid/],
  ['an incident that is a text', '{"incident": "x"}', /incident is invalid/],
  ['a component that is not there', incident({ component_ids: ['nope'] }), /\[nope\] could not be found/],
  ['a component that is not public', incident({ component_ids: ['ledger'] }), /\[ledger\] could not be found/],
  ['a path for a component', incident({ component_ids: ['../../x'] }), /could not be found/],
  ['a line after a component', incident({ component_ids: ['shop\n201 POST'] }), /could not be found/],
  ['a component turned around', incident({ component_ids: ['\u202Epohs'] }), /could not be found/],
  ['a state that is none', incident({ status: 'broken' }), /incident\[status\] does not have a valid value/],
  ['a component state that is none', incident({ components: { shop: 'on_fire' } }), /does not have a valid value/],
  ['work in 1970', planned('1970-01-01T00:00:00Z', '1970-01-01T02:00:00Z'), /beginning 1970-01-01/],
  ['work that is over', planned('2026-02-28T00:00:00Z', '2026-02-28T02:00:00Z'), /end 2026-02-28.* is past/],
  ['work in the year after next', planned('2028-01-01T00:00:00Z', '2028-01-01T02:00:00Z'), /within a year/],
  ['work until 9999', planned('2026-03-02T00:00:00Z', '9999-12-31T23:59:59Z'), /within a year/],
  ['work that ends before it begins', planned('2026-03-03T00:00:00Z', '2026-03-02T00:00:00Z'), /must be after/],
  ['a time that is none', planned('tomorrow', 'soon'), /is invalid, expected a time/],
  ['a day to come for what is past', incident({ component_ids: [], backfill_date: '2027-03-01' }), /ahead/],
  ['a prototype', '{"__proto__": {"incident": {"name": "x"}}}', /incident is missing|Unexpected JSON/],
  ['a prototype within', '{"incident": {"__proto__": {"name": "x"}}}', /incident\[name\] can't be blank/],
  [
    'a component called __proto__',
    '{"incident": {"name": "x", "components": {"__proto__": "major_outage"}}}',
    /could not be found/,
  ],
  ['a component called constructor', incident({ components: { constructor: 'major_outage' } }), /could not be found/],
  ['a name twice', '{"incident": {"name": "a", "name": "b"}}', /stands twice/],
  ['UTF-16', Buffer.from(`\uFEFF${incident({})}`, 'utf16le'), /no text in UTF-8/],
  ['Latin-1', Buffer.from(incident({ name: 'Über' }), 'latin1'), /no text in UTF-8/],
  ['a NUL in the title', incident({ name: 'a\0b' }), /U\+0000/],
  ['a NUL in the words', incident({ body: 'a\0b' }), /U\+0000/],
  ["a terminal's colours", incident({ body: '\u001b[31mred' }), /U\+001B/],
  ['half a character', '{"incident": {"name": "a \\ud800", "component_ids": ["shop"]}}', /U\+D800/],
  ['half a character in the words', incident({}).replace('"Slow"', '"Slow", "body": "\\udc00 x"'), /U\+DC00/],
  ['100,000 lists in each other', deep, /nested deeper/],
  ['the same in an incident', `{"incident": {"name": "x", "components": ${deep}}}`, /nested deeper/],
  ['errors of its own', incident({ errors: 5, status: 'broken' }), /does not have a valid value/],
  ['no name', incident({ name: '' }), /can't be blank/],
  ['a name that nobody sees', incident({ name: '\u202E\u200B\u2060' }), /can't be blank/],
  ['a name that is a number', incident({ name: 5 }), /incident\[name\] is invalid/],
  ['a name without end', incident({ name: 'x'.repeat(300) }), /too long/],
  ['words that hold a secret', incident({ body: `key: ${'ghp_'}${'a1B2'.repeat(9)}` }), /GitHub/],
])('%s is refused by every road.', async (name, body, words) => {
  const before = [commits(), files()]
  // Of a large body the answer may come while it is still being sent.
  const response = await viaRelay(body, '/incidents').catch((error: unknown) => {
    if (name !== '5 MB') throw error
    return Response.json({ error: 'The body is larger than 1 MB.' }, { status: 413 })
  })
  const answer = (await response.json()) as { error: string | string[] }
  expect(response.status === 422 || response.status === 413).toBe(true)
  expect(Object.keys(answer)).toEqual(['error'])
  expect([answer.error].flat().join('\n')).toMatch(words)
  const applied = await viaApply(body)
  expect([applied.code, applied.text]).toEqual([1, expect.stringMatching(words)])
  if (BY_GITHUB.has(name)) {
    const posted = await viaGithub(body)
    expect([posted.code, posted.text]).toEqual([1, expect.stringMatching(words)])
    expect(posted.text).not.toMatch(/^::(?!stop-commands::|[\da-f-]{36}::$)/m)
  }
  expect([commits(), files()]).toEqual(before)
  expect(relay.log.join('\n')).not.toContain(RELAY_KEY)
  expect(relay.log.every((line) => !line.includes('\n') && line.length < 900)).toBe(true)
})

const component = (more: object) => JSON.stringify({ component: { name: 'Reports', ...more }, team: 'core', tier: 2 })

test.each<[string, string, RegExp]>([
  ['a state that is none', component({ status: 'on_fire' }), /component\[status\] does not have a valid value/],
  ['no name', component({ name: ' ' }), /can't be blank/],
  ['a NUL', component({ name: 'a\0b' }), /U\+0000/],
  ['half a character', component({ description: 'x' }).replace('"x"', '"\\udc00"'), /U\+DC00/],
  ['a date of another millennium', component({ start_date: '9999-01-01' }), /since 2000 and within a year/],
  ['a date that is none', component({ start_date: '2026-02-30' }), /expected a date/],
  ['a group that is not there', component({ group_id: '../../x' }), /group_id\] could not be found/],
  ['a name twice', component({}).replace('"Reports"', '"a","name":"b"'), /stands twice/],
  ['a list', '{"component": []}', /component is invalid/],
  ['a prototype', '{"component": {"__proto__": {"name": "x"}}}', /can't be blank/],
])('Of a component %s is refused by every road.', async (_, body, words) => {
  const before = [commits(), files()]
  const response = await viaRelay(body, '/components')
  const { error } = (await response.json()) as { error: string[] }
  expect([response.status, error.join('\n')]).toEqual([422, expect.stringMatching(words)])
  expect(await viaApply(body)).toMatchObject({ code: 1, text: expect.stringMatching(words) })
  expect([commits(), files()]).toEqual(before)
})

test('Of an incident that is over more is refused, and its end said once more changes nothing.', async () => {
  const before = [commits(), files()]
  const late = { incident: { body: 'One more thing.' } }
  const response = await viaRelay(JSON.stringify(late), '/incidents/over00000001')
  expect([response.status, await response.json()]).toEqual([
    422,
    { error: [expect.stringContaining('is over, since 2026-02-28T10:00:00Z; nothing is changed')] },
  ])
  const more = JSON.stringify({ ...late, incident_id: 'over00000001' })
  for (const road of [viaApply, viaGithub])
    expect(await road(more)).toMatchObject({ code: 1, text: expect.stringContaining('is over, since') })
  const again = { incident: { status: 'resolved', body: 'Over.' } }
  expect((await viaRelay(JSON.stringify(again), '/incidents/over00000001')).status).toBe(200)
  for (const road of [viaApply, viaGithub])
    expect((await road(JSON.stringify({ ...again, incident_id: 'over00000001' }))).text).toContain('is over already')
  expect([commits(), files()]).toEqual(before)
})

test.each<[string, (text: string) => string]>([
  ['in a quotation', (text) => `> ${text}`],
  ['in a quotation of a quotation', (text) => `> > ${text}`],
  ['in a mail that is answered', (text) => `On 1 March Bo wrote:\n> Shall I?\n> ${text}`],
  ['in a line that goes on a quotation', (text) => `> He said\n${text}`],
  ['in a fenced block', (text) => `\`\`\`sh\n${text}\n\`\`\``],
  ['in a fenced block that nobody has closed', (text) => `~~~\n${text}`],
  ['in indented code', (text) => `So:\n\n    ${text}`],
  ['in code by a tab', (text) => `\t${text}`],
  ['in a line of code', (text) => `\`${text}\``],
  ['in code over lines', (text) => `Write \`\n${text}\` then`],
  ['in a comment of HTML', (text) => `<!--\n${text}\n-->`],
  ['in a comment of HTML that nobody has closed', (text) => `<!--\n\n${text}`],
  ['in HTML', (text) => `<details>\n${text}\n</details>`],
  ['in a heading', (text) => `# ${text}`],
  ['in a list', (text) => `- ${text}`],
  ['in a table', (text) => `| a |\n| --- |\n| ${text} |`],
  ['in emphasis', (text) => `**${text}**`],
  ['in a link', (text) => `[${text}](https://acme.example)`],
  ['in a note', (text) => `[^1]: ${text}`],
  ['written as an entity', (text) => text.replace('/', '&#47;')],
  ['escaped', (text) => `\\${text}`],
])('A command %s is none.', async (_, within) => {
  const { commandIn } = await import('#io/comment-command')
  for (const said of ['/update All is well.', '/resolve', '/identified shop=operational Found.'])
    expect(commandIn(within(said))).toBeNull()
})
