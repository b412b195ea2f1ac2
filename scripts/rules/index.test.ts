import { existsSync, globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { rules } from './index.ts'

const here = import.meta.dirname
/** Files of this folder that aren't rules. */
const OTHERS = ['index', 'judge', 'rule']
const names = globSync('*.ts', { cwd: here })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => basename(file, '.ts'))
  .filter((name) => !OTHERS.includes(name))

test('The list holds the rule of every file, once.', () => {
  expect(rules.map(({ name }) => name).toSorted()).toEqual(names.toSorted())
})

test.each(names)('%s is called like its file.', async (name) => {
  const { default: rule }: typeof import('./schema.ts') = await import(join(here, `${name}.ts`))
  expect(rule.name).toBe(name)
})

test.each(names)('%s has a test beside it.', (name) => {
  expect(existsSync(join(here, `${name}.test.ts`))).toBe(true)
})

test.each(rules)('$name says in one sentence what it holds.', ({ doc }) => {
  expect(doc).toMatch(/^[A-Z`][^\n|]+\.$/)
})
