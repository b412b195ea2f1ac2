import { expect, test } from 'vitest'
import { repositoryName } from './repository-name.ts'

const GITHUB = 'https://github.com'

test.each([
  ['git@github.com:acme/ops.git', 'acme/ops'],
  ['https://github.com/acme/ops', 'acme/ops'],
  ['https://ana:token@github.com/acme/status.page.git/', 'acme/status.page'],
  ['ssh://git@github.com:22/acme/ops.git', 'acme/ops'],
  ['git@gitlab.com:acme/ops.git', null],
  ['https://github.com/acme', null],
  ['/srv/git/ops.git', null],
  ['../ops', null],
])('%s', (address, name) => {
  expect(repositoryName(address, GITHUB)).toBe(name)
})

test('Of a server of one’s own it is the address there.', () => {
  expect(repositoryName('git@git.acme.example:ops/status.git', 'https://git.acme.example')).toBe('ops/status')
})
