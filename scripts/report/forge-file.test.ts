import { expect, test } from 'vitest'
import { forgeFile } from './forge-file.ts'

test('A file is found by its commit, whatever its folders are called.', () => {
  const tree = { repository: 'https://github.com/acme/ops', commit: 'abc' }
  expect(forgeFile({ ...tree, folder: '' }, 'changes/2026/CHG-2026-0001.md')).toBe(
    'https://github.com/acme/ops/blob/abc/changes/2026/CHG-2026-0001.md',
  )
  expect(forgeFile({ ...tree, folder: 'our content/größe' }, 'a#b?.md')).toBe(
    'https://github.com/acme/ops/blob/abc/our%20content/gr%C3%B6%C3%9Fe/a%23b%3F.md',
  )
})
