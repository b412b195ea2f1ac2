import { expect, test } from 'vitest'
import {
  nameOfFolder,
  pagesAddress,
  parseAddress,
  parseHandle,
  parseName,
  parseRepository,
  placeholderAddress,
  teamId,
} from './answers.ts'

test('A name of several lines becomes one; nothing but what steers a terminal is no name.', () => {
  expect(parseName(' Acme\r\n  Corp \u2028\u0007')).toBe('Acme Corp')
  expect(parseName('a\ud800b')).toBe('a\ufffdb')
  expect(parseName(' \n\u0000 ')).toEqual({ error: 'Expected some words.' })
})

test.each([
  ['https://status.acme.example/', 'https://status.acme.example'],
  ['https://acme.example/status/', 'https://acme.example/status'],
  ['http://LOCALHOST:8080', 'http://localhost:8080'],
  ['https://ümlaut.example', 'https://xn--mlaut-jva.example'],
])('%s is an address: %s.', (text, address) => {
  expect(parseAddress(text)).toBe(address)
})

test.each([
  'status.acme.example',
  'ftp://acme.example',
  'https://',
  'https://ana:secret@acme.example',
  'https://a.example/?q',
  'https://a.example/#top',
  'javascript:alert(1)',
])('%s is no address of a page.', (text) => {
  expect(parseAddress(text)).toHaveProperty('error')
})

test.each([
  ['ana', 'ana'],
  ['@Ana-1', 'Ana-1'],
  ['ana_acme', 'ana_acme'],
])('%s is a handle: %s.', (text, handle) => {
  expect(parseHandle(text)).toBe(handle)
})

test.each(['', 'ana ruiz', '-ana', 'ana-', 'a--b', 'ana@acme.example', '@', 'acme/ops'])('%j is no handle.', (text) => {
  expect(parseHandle(text)).toHaveProperty('error')
})

test.each([
  ['acme/ops', 'acme', 'ops'],
  ['git@github.com:acme/ops.git', 'acme', 'ops'],
  ['https://github.com/Acme/ops.js', 'Acme', 'ops.js'],
  ['https://x-access-token:abc@github.com/acme/ops.git', 'acme', 'ops'],
  ['ssh://git@github.com:22/acme/ops.git/', 'acme', 'ops'],
])('%s is a repository on GitHub.', (text, owner, name) => {
  expect(parseRepository(text)).toEqual({ owner, name })
})

test.each(['acme', 'https://gitlab.com/acme/ops', '/srv/git/ops.git', 'acme/..', 'a b/c'])('%s is none.', (text) => {
  expect(parseRepository(text)).toHaveProperty('error')
})

test('Pages has an address for each repository, and a shorter one for the one that is called like it.', () => {
  expect(pagesAddress({ owner: 'Acme', name: 'Ops' })).toBe('https://acme.github.io/Ops')
  expect(pagesAddress({ owner: 'Acme', name: 'acme.github.io' })).toBe('https://acme.github.io')
})

test('Where nothing is known, there is a name and an address that is nobody else’s.', () => {
  expect(nameOfFolder('acme-status_page')).toBe('Acme status page')
  expect(nameOfFolder('---')).toBe('Our company')
  expect(placeholderAddress('Ümlaut & Söhne')).toBe('https://status.umlaut-sohne.example')
  expect(placeholderAddress('株式会社')).toBe('https://status.company.example')
})

test('A team’s file is named after it where that can be.', () => {
  expect(teamId({ team: 'Site Reliability' })).toBe('site-reliability')
  expect(teamId({ team: '運用' })).toBe('team')
})
