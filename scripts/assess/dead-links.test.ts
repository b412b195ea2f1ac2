import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readTexts } from '#io/catalog-reader'
import { diagnose } from '#io/diagnose'
import { FRESH } from '../fixtures/audit-context.ts'
import { runbook } from '../fixtures/good-content.ts'
import { linkMemory, NO_MEMORY } from '#io/link-memory'
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
  const access = {
    timeout: 1000,
    atOnce: 2,
    pause: 0,
    together: 60_000,
    isPublic: (address: string) => address === '127.0.0.1',
  }
  const { problems, asked } = await deadLinks(catalog, NO_MEMORY, access)
  server.close()
  expect(asked).toBe(3)
  const lines = texts.get(runbook)?.split('\n') ?? []
  const at = (words: string) => lines.findIndex((line) => line.includes(words)) + 1
  expect(diagnose(problems, texts).map(({ file, line, message }) => [file, line, message.split(':').at(-1)])).toEqual([
    [runbook, at('/gone'), ' it answers 404, expected one that leads somewhere.'],
    [runbook, at('/old'), ' it answers 404, expected one that leads somewhere.'],
  ])
})

test('What is known from before is not asked again; services, teams, SLOs and the site are asked for as well.', async () => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(request.url === '/team' ? 410 : 200)
    response.end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [team = ''] = Object.keys(FRESH).filter((path) => path.startsWith('teams/'))
  const texts = new Map(
    Object.entries({
      ...FRESH,
      'site.yaml': `${FRESH['site.yaml'] ?? ''}repository: ${origin}/repository\nsupport_url: https://help.acme.example\n`,
      [team]: `${(FRESH[team] ?? '').replace(/^contacts:.*\n(?: .*\n)*/m, '')}contacts: {page: "${origin}/team", chat: "#team"}\n`,
    }),
  )
  const { catalog } = readTexts({ paths: [...texts.keys()].toSorted(), texts }, 0, () => NaN)
  const access = {
    timeout: 1000,
    atOnce: 2,
    pause: 0,
    together: 60_000,
    isPublic: (address: string) => address === '127.0.0.1',
  }
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-dead-links-'))
  const memory = () => linkMemory(join(folder, 'links.json'), Date.parse('2026-11-23T09:00:00Z'))
  const first = await deadLinks(catalog, memory(), access)
  const second = await deadLinks(catalog, memory(), access)
  server.close()
  rmSync(folder, { recursive: true })
  // HEAD, and where that is refused GET.
  expect(asked.toSorted()).toEqual(['/repository', '/team', '/team'])
  expect([first, second].map(({ known }) => known)).toEqual([0, 2])
  expect(second).toEqual({ ...first, asked: first.asked - 2, known: 2 })
  expect(first.problems.map(({ at, waits }) => [at.file, waits?.who])).toEqual([[team, [catalog.teams[0]?.id]]])
})
