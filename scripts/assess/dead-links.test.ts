import { expect, test } from 'vitest'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readTexts } from '#io/catalog-reader'
import { diagnose } from '#io/diagnose'
import { FRESH } from '../fixtures/audit-context.ts'
import { runbook } from '../fixtures/good-content.ts'
import { deadLinks } from './dead-links.ts'

test('A link that died is named where it stands, in front matter and in the text; one that is there is not.', async () => {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/there' ? 200 : 404)
    response.end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const text = (FRESH[runbook] ?? '').replace(
    /^team:.*$/m,
    (team) => `${team}\ndashboards: ["${origin}/there", "${origin}/gone"]`,
  )
  const texts = new Map(Object.entries({ ...FRESH, [runbook]: `${text}\n[The old page](${origin}/old)\n` }))
  const { catalog } = readTexts({ paths: [...texts.keys()].toSorted(), texts }, 0, () => NaN)
  const access = { timeout: 1000, atOnce: 2, isPublic: (address: string) => address === '127.0.0.1' }
  const { problems, asked } = await deadLinks(catalog, access)
  server.close()
  expect(asked).toBe(3)
  const lines = texts.get(runbook)?.split('\n') ?? []
  const at = (words: string) => lines.findIndex((line) => line.includes(words)) + 1
  expect(diagnose(problems, texts).map(({ file, line, message }) => [file, line, message.split(':').at(-1)])).toEqual([
    [runbook, at('/gone'), ' it answers 404, expected one that leads somewhere.'],
    [runbook, at('/old'), ' it answers 404, expected one that leads somewhere.'],
  ])
})
