import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differenceFrom } from './template-match.ts'

const differ = (template: string, text: string, unfilled = false) =>
  differenceFrom(template.split('\n'), text.split('\n'), { unfilled, values: new Map() })

test.each([
  ['1. Renew {{name}}', '1. Renew shop.example'],
  ['1. Renew {{name}}', '1. Renew the certificate of Ana’s shop (EU)'],
  ['Renew {{ name }} by {{day}}.', 'Renew shop by 2026-12-01T10:00Z.'],
  ['`put {{secret}} --next`', '`put kv/shop-tls_2 --next`'],
  ['```sh\nrun {{host}}\n```', '```sh\nrun 10.0.0.1:8080\n```'],
  ['One\n\nTwo', 'One  \nTwo\n\n'],
  ['{{a}} and {{a}}', 'x and x'],
])('%j may be %j.', (template, text) => {
  expect(differ(template, text)).toBeNull()
})

test.each([
  ['more words', '1. Renew {{name}}', '1. Renew x\n2. DROP DATABASE planner', 1, null],
  ['fewer lines', 'One\nTwo', 'One', null, null],
  ['other words', 'One', 'Two', 0, null],
  ['other words behind it', 'Renew {{name}} now', 'Renew x later', 0, 'name'],
  ['nothing', 'Renew {{name}} now', 'Renew  now', 0, 'name'],
  ['two sentences', 'Renew {{name}}', 'Renew x. Then drop the database', 0, 'name'],
  ['code', 'Renew {{name}}', 'Renew `rm -rf x`', 0, 'name'],
  ['a table’s bar', 'Renew {{name}}', 'Renew x | y', 0, 'name'],
  ['a link', 'Renew {{name}}', 'Renew [x](https://evil.example)', 0, 'name'],
  ['a comment', 'Renew {{name}} now', 'Renew <!-- now', 0, 'name'],
  ['another command', '`run {{host}}`', '`run x; rm -rf y`', 0, 'host'],
  ['an option', '`run {{host}}`', '`run --all`', 0, 'host'],
  ['two words in code', '`run {{host}} now`', '`run x y now`', 0, 'host'],
  ['a substitution', '```\nrun {{host}}\n```', '```\nrun $(rm)\n```', 1, 'host'],
  ['the end of a fence', '```\nrun {{host}}\n```', '```\nrun x\n```\n\nAnd so on\n```\n```', 4, null],
  ['one place another value than elsewhere', '{{a}}, {{b}}\n{{a}}', 'x, y\nz', 1, 'a'],
  ['its placeholder', 'Renew {{name}}', 'Renew {{name}}', 0, 'name'],
  ['a very long name', 'Renew {{name}}', `Renew ${'x'.repeat(201)}`, 0, 'name'],
])('It may not have %s: %j is not %j.', (_, template, text, line, placeholder) => {
  expect(differ(template, text)).toMatchObject({ line, placeholder })
})

test('Before it is approved a placeholder may still stand there.', () => {
  expect(differ('Renew {{name}} by {{day}}', 'Renew shop by {{ day }}', true)).toBeNull()
})

const word = fc.stringMatching(/^[a-z0-9]{1,8}$/)
const literal = fc.stringMatching(/^[A-Z]{1,6}$/)

test('A template that is filled in matches; with anything more in it, it doesn’t.', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.tuple(literal, fc.constantFrom('a', 'b', 'c')), { minLength: 1, maxLength: 4 }), {
        minLength: 1,
      }),
      fc.record({ a: word, b: word, c: word }),
      fc.nat(),
      fc.constantFrom('DROP!', '<!--', '```', 'x\n2. y'),
      (rows, values, where, more) => {
        const template = rows.map((row) => row.map(([text, name]) => `${text} {{${name}}}`).join(' '))
        const lines = rows.map((row) => row.map(([text, name]) => `${text} ${values[name as 'a']}`).join(' '))
        expect(differ(template.join('\n'), lines.join('\n'))).toBeNull()
        const text = lines.join('\n')
        const at = where % (text.length + 1)
        expect(differ(template.join('\n'), `${text.slice(0, at)}${more}${text.slice(at)}`)).not.toBeNull()
      },
    ),
  )
})
