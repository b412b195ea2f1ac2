import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { codeVersion, compiledSite } from '#site/engine/compile.ts'
import type { Engine } from '#site/engine/publish.ts'
import { CONTENT } from '../fixtures/mutations/content.ts'
import { judgeMutants } from '../fixtures/mutations/judge.ts'
import { mutants } from '../fixtures/mutations/mutate.ts'

test('Whatever happens to one file: the status page is there, and no other record on it is another one.', async () => {
  const folder = await compiledSite('status', codeVersion())
  const engine = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'server/entry.mjs')).href)) as Engine
  const { count, wrong } = await judgeMutants(engine, mutants(CONTENT, 1000, 2026))
  expect(wrong).toEqual([])
  expect(count).toBe(1000)
})
