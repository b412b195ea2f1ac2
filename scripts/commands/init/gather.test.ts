import { expect, test } from 'vitest'
import { gather, type Around, type Ask } from './gather.ts'

const AROUND: Around = {
  folder: '/work/acme-status',
  git: { below: null, remote: null, branch: null, handle: null },
  timeZone: 'Europe/Berlin',
  page: null,
  // Already the next day in Berlin.
  now: Date.parse('2026-11-22T23:30:00Z'),
}
const CLONE = { below: '', remote: 'git@github.com:globex/status.git', branch: 'trunk', handle: 'ana' }

/** Somebody who answers as told, an empty answer being the suggestion; and what they were asked. */
function person(...answers: string[]) {
  const asked: string[] = []
  const ask: Ask = async (message, parse, suggested) => {
    asked.push(suggested === null ? message : `${message} [${suggested}]`)
    const answer = answers.shift() ?? ''
    const value = answer === '' ? suggested : parse(answer)
    return typeof value === 'object' && value !== null ? null : value
  }
  return { ask, asked }
}

test('Nobody asked, nothing known: all that is needed is made up, but no person.', async () => {
  expect(await gather({}, AROUND, null)).toEqual({
    name: 'Acme status',
    url: 'https://status.acme-status.example',
    team: 'Operations',
    members: [],
    branch: 'main',
    timeZone: 'Europe/Berlin',
    today: '2026-11-23',
  })
})

test('Three questions, and what one answer says is suggested in the next.', async () => {
  const { ask, asked } = person('Globex', '@bo', '')
  expect(await gather({}, AROUND, ask)).toMatchObject({
    name: 'Globex',
    members: ['bo'],
    url: 'https://status.globex.example',
  })
  expect(asked).toEqual([
    'Your company [Acme status]',
    'Your handle on GitHub (empty: later)',
    'Address of the status page [https://status.globex.example]',
  ])
})

test('In a clone of a GitHub repository the page is where Pages puts it.', async () => {
  const { ask, asked } = person()
  expect(await gather({}, { ...AROUND, git: CLONE }, ask)).toMatchObject({
    name: 'Globex',
    members: ['ana'],
    url: 'https://globex.github.io/status',
    branch: 'trunk',
  })
  expect(asked).toEqual([
    'Your company [Globex]',
    'Your handle on GitHub (empty: later) [ana]',
    'Address of the status page [https://globex.github.io/status]',
  ])
})

test('What flags say is asked of nobody.', async () => {
  const { ask, asked } = person()
  const given = {
    name: 'Acme',
    url: 'https://status.acme.example',
    member: ['ana', 'bo'],
    branch: 'release',
    team: 'SRE',
  }
  expect(await gather({ ...given, timeZone: 'Asia/Kolkata' }, { ...AROUND, git: CLONE }, ask)).toEqual({
    name: 'Acme',
    url: 'https://status.acme.example',
    team: 'SRE',
    members: ['ana', 'bo'],
    branch: 'release',
    timeZone: 'Asia/Kolkata',
    today: '2026-11-23',
  })
  expect(asked).toEqual([])
})

test('A page that comes along says its name and address; only who works here is asked.', async () => {
  const page = { name: 'Acme Cloud', url: 'https://status.acme.example', timeZone: 'Mars/Olympus', members: [] }
  const { ask, asked } = person('ana')
  expect(await gather({}, { ...AROUND, page }, ask)).toMatchObject({
    name: 'Acme Cloud',
    url: 'https://status.acme.example',
    members: ['ana'],
    timeZone: 'Europe/Berlin',
  })
  expect(asked).toEqual(['Your handle on GitHub (empty: later)'])
})

test('A branch that would mean something else in a workflow, a remote elsewhere, UTC by its short name.', async () => {
  const git = {
    below: '',
    remote: 'https://gitlab.com/globex/status.git',
    branch: 'feature/[x]',
    handle: 'not a handle',
  }
  expect(await gather({}, { ...AROUND, git, timeZone: 'UTC' }, null)).toMatchObject({
    name: 'Acme status',
    members: [],
    branch: 'main',
    timeZone: 'Etc/UTC',
    today: '2026-11-22',
  })
})
