import { expect, test } from 'vitest'
import { findSecret, secretsIn } from './secrets.ts'

test.each([
  'You may be asked for your password: customers who see this should wait.',
  'Forgot password: resetting fails.',
  'Client secret: rotation is delayed',
  'Your password: see "Resetting" below.',
  'Reset your password: https://acme.example/reset2024/start',
  'Reset your password: [follow these steps](https://acme.example/reset2024).',
  'Password=reset fails.',
  'The API key: 12345678901 is an order number.',
])('Prose about secrets holds none: %s', (text) => {
  expect(findSecret(text)).toBeNull()
})

test.each([
  ['password: hunter22', 'password: hunter22'],
  ['The password : Tr0ub4dor&3 works.', 'password : Tr0ub4dor&3'],
  ['password: "correct-horse"', 'password: "correct-horse"'],
  ["client_secret: 'abcdefgh'", "client_secret: 'abcdefgh'"],
  ['{"api_key": "abcdefghij"}', 'api_key": "abcdefghij"'],
  ['https://acme.example/?api_key=abcdefgh', 'api_key=abcdefgh'],
  ['PASSWORD = correcthorse', 'PASSWORD = correcthorse'],
  ['**secret**: x, secret: `a1b2c3d4`', 'secret: `a1b2c3d4`'],
])('A value that is named as a secret is one: %s', (text, expected) => {
  const { at, length } = findSecret(text) ?? { at: 0, length: 0 }
  expect(text.slice(at, at + length)).toBe(expected)
})

test('Every secret of a text is found, and what looks like two is named once.', () => {
  const text =
    'password: AKIAIOSFODNN7EXAMPLE, AKIAIOSFODNN7EXAMPLF, then secret=abcdefgh and bearer abcdefghijklmnopqrstuvwx'
  expect([...secretsIn(text)].map(({ name, at }) => `${at} ${name}`)).toEqual([
    '10 an AWS access key',
    '32 an AWS access key',
    '79 a bearer token',
    '59 a password or key',
  ])
})

const TRICKY = [
  'eyJ-',
  'eyJaaaaaaaa.',
  'SG.aaaaaaaaaaaaaaaa-',
  'SG.aaaaaaaaaaaaaaaa.',
  'bearer ',
  'bearer\n',
  'password ',
  'password:',
  'password: ',
  'password: a',
  'password: 1',
  'secret:a',
  'secret="a',
  'a://',
  'a.a+a-',
  'a://a:',
  'a://a:a@',
  '-----BEGIN A ',
  '-----BEGIN ',
  'A ',
  'AKIA',
  'gh',
  'ghp_',
  'glpat-',
  'xoxb-',
  'npm_',
  'hooks.slack.com/services/',
  ' ',
  '"',
  'a',
  '1',
]
test.each(TRICKY)('200 kB of %j are read to their end.', (piece) => {
  const text = `password: bearer -----BEGIN ${piece.repeat(Math.ceil(200_000 / piece.length))}`
  expect(() => Array.from(secretsIn(text))).not.toThrow()
})
