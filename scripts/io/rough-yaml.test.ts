import { describe, expect, test } from 'vitest'
import { oneSide, roughFrontMatter, roughMap } from './rough-yaml.ts'

const SERVICE = ['name', 'description', 'public']
const BLOCK = { public: ['name', 'group', 'description', 'position'] }
const block = (text: string) => roughMap(text, ['public'], BLOCK).data['public']

describe('A map of which YAML reads nothing', () => {
  test.each([
    ['a colon in a value', 'name: Acme: status\nurl: https://status.acme.example\n'],
    ['a quote that is left open', 'name: "Acme: status\nurl: https://status.acme.example\n'],
    ['a tab', 'name: Acme: status\n\tteam: x\nurl: https://status.acme.example\n'],
    ['a key twice', 'name: Acme: status\nurl: https://status.acme.example\nname: Other\n'],
    [
      'a wrong indentation elsewhere',
      'name: Acme: status\nbrand:\n    color: "#000000"\n  logo: x\nurl: https://status.acme.example\n',
    ],
  ])('gives what stands in order by itself: %s.', (_, text) => {
    expect(roughMap(text, ['name', 'url']).data).toEqual({
      name: 'Acme: status',
      url: 'https://status.acme.example',
    })
  })

  test('says of which keys it has two values.', () => {
    const { data, doubtful } = roughMap('status: proposed\ntitle: A: b\nstatus: approved\ntitle: A: b\n', [
      'status',
      'title',
    ])
    expect(data['status']).toBe('proposed')
    expect([...doubtful]).toEqual(['status'])
  })

  test('gives no text for an alias, a tag or a block.', () => {
    expect(roughMap('a: *secret\nb: !tag x\nc: |x\n', ['a', 'b', 'c', 'd']).data).toEqual({})
  })
})

describe('The public block of a service in pieces', () => {
  test.each([
    [
      'an internal line with a colon',
      'name: Shop\ndescription: Sells: all\npublic:\n  name: Tickets\n  group: Travel\n',
    ],
    [
      'a value with a colon within',
      'name: Shop\npublic:\n  name: Tickets\n  description: Buy: all of them\n  group: Travel\n',
    ],
    ['a tab within', 'name: Shop\npublic:\n\tname: Tickets\n\tgroup: Travel\n'],
    ['one line indented too far', 'name: Shop\npublic:\n  name: Tickets\n  group: Travel\n     position: 2\n'],
    ['an open bracket', 'name: Shop\npublic: {name: Tickets, group: Travel\n'],
  ])('keeps its name and group: %s.', (_, text) => {
    expect(block(text)).toMatchObject({ name: 'Tickets', group: 'Travel' })
  })

  test.each([
    ['above it', 'name: zx-inside: x\npublic:\n  group: Travel\n'],
    ['below it', 'public:\n  group: Travel\nname: zx-inside: x\n'],
    ['below it, indented by one', 'public:\n  group: Travel\n name: zx-inside: x\n'],
    ['within another map', 'links:\n  public:\n    name: zx-inside: x\npublic:\n  group: Travel\n'],
    ['within a map of its own', 'public:\n  group: Travel\n  notes:\n    name: zx-inside: x\n'],
    ['in a text', 'description: |\n  public:\n    name: zx-inside\n  x: [\npublic:\n  group: Travel\na: b: c\n'],
  ])('never holds what stands %s.', (_, text) => {
    expect(block(text)).toEqual({ group: 'Travel' })
  })

  test('is none where none stands at the beginning of a line.', () => {
    expect(block('name: Shop: x\n  public:\n    name: zx-inside\n')).toBeUndefined()
    expect(SERVICE).toContain('public')
  })
})

describe('An update in pieces', () => {
  const read = (text: string) => roughFrontMatter(text, ['state', 'title', 'components'])

  test.each([
    ['as it should be', '---\nstate: monitoring\ntitle: A: b\n---\nIt works.\n'],
    ['without its first line', 'state: monitoring\ntitle: A: b\n---\nIt works.\n'],
    ['without its last line', '---\nstate: monitoring\ntitle: A: b\nIt works.\n'],
    ['without both', 'state: monitoring\ntitle: A: b\nIt works.\n'],
    ['in another language', '---yml7\nstate: monitoring\ntitle: A: b\n---\nIt works.\n'],
    ['with more hyphens above it', '----\nstate: monitoring\ntitle: A: b\n---\nIt works.\n'],
    ['with more hyphens around it', '----\nstate: monitoring\ntitle: A: b\n-----\nIt works.\n'],
    ['with a blank line above it', '\n---\nstate: monitoring\ntitle: A: b\n---\nIt works.\n'],
    ['with the fences of TOML', '+++\nstate: monitoring\ntitle: A: b\n+++\nIt works.\n'],
    ['with the fences of code', '```yaml\nstate: monitoring\ntitle: A: b\n```\nIt works.\n'],
    ['with what a phone makes of hyphens', '—-\nstate: monitoring\ntitle: A: b\n—\nIt works.\n'],
    ['with a stranger among its keys', '---\nstate: monitoring\ntitle: A: b\nwho: ana\n---\nIt works.\n'],
  ])('has its text: %s.', (_, text) => {
    const { front, body } = read(text)
    expect(front).toContain('state: monitoring\ntitle: A: b')
    expect(body).toBe('It works.\n')
  })

  test('has all of its text where a rule stands in it, and where a heading is underlined.', () => {
    const front = 'state: monitoring\ntitle: A: b'
    expect(read(`---\n${front}\n—\nIt works.\n\n---\n\nMore.\n`)).toEqual({
      front,
      body: 'It works.\n\n---\n\nMore.\n',
    })
    expect(read(`---\n${front}\nIt works\n====\nMore.\n`)).toEqual({ front, body: 'It works\n====\nMore.\n' })
    expect(read('***\nIt works.\n')).toEqual({ front: '', body: '***\nIt works.\n' })
  })

  test('that is all text is text, with rules and colons in it.', () => {
    expect(read('Note: it works.\n\n---\n\nMore.\n')).toEqual({ front: '', body: 'Note: it works.\n\n---\n\nMore.\n' })
  })
})

test('Of a merge that stopped half-way the side that was there is read.', () => {
  expect(oneSide('a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\nd\n=======\n')).toBe('a\nb\nd\n=======\n')
})

test.each(['----', '--', '—-', '***', '-----'])(
  'Fields that %s ends have their whole text below it, and a rule in it stays one.',
  (line) => {
    expect(roughFrontMatter(`---\nstate: identified\n${line}\nWe know why.\n\n---\n\nMore.\n`, ['state'])).toEqual({
      front: 'state: identified',
      body: 'We know why.\n\n---\n\nMore.\n',
    })
  },
)

test.each([
  ['[A, B', ['A', 'B']],
  ['["A", \'B\', C', ['A', 'B', 'C']],
  ['[A, B]]', ['A', 'B']],
  ['[A, {b: c, D', ['A', 'D']],
  ['[A, *x', ['A']],
  ['[A, B # both', ['A', 'B']],
  ['[', []],
])('Of the list %s, which is no YAML, its words are read.', (written, expected) => {
  expect(roughMap(`alerts: ${written}\nteam: core\n`, ['alerts', 'team']).data).toEqual({
    alerts: expected,
    team: 'core',
  })
})
