import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { toldRecords, type ToldContent } from '#assess/told-page'
import { readTexts } from '#io/catalog-reader'
import type { EventKind, NewsEvent } from '#model/notify/event'
import { knownOf, sharedComponents } from '#model/notify/known'
import { newsOf } from '#model/notify/news'
import type { PublicCatalog } from '#model/publish/public'
import type { Site } from '#model/records/site'
import { parseInstant } from '#model/time'
import { CANARIES, canaryWords } from '../../fixtures/canary-content.ts'
import { CANARY_STORY, type Step } from '../../fixtures/canary-story.ts'
import { everybody, KINDS, type Everybody, type Heard } from '../../fixtures/everybody-told.ts'
import { changeEverythingInternal } from '../../fixtures/everything-internal-changed.ts'
import { COMPANY } from '../../fixtures/places.ts'

/*
 * Of the lock on what is sent: everything that can happen is told to a channel of every kind, over the wire, and nothing
 * of what is internal is in it, nor does it change a byte.
 */

type Files = Readonly<Record<string, string>>

let all: Everybody
let heard: Heard[]
const story = storyOf(CANARIES, CANARY_STORY)
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-12-01T00:00:00Z') })
  all = await everybody()
  heard = await heardOf(story)
}, 60_000)
afterAll(() => {
  all.close()
  vi.useRealTimers()
})

function contentOf(files: Files): { told: ToldContent; site: Site } {
  const texts = new Map(Object.entries(files))
  const { catalog } = readTexts({ paths: [...texts.keys()], texts }, null, () => Date.UTC(9999, 0))
  return { told: toldRecords(catalog), site: catalog.site }
}

function instant(text: string): number {
  const parsed = parseInstant(text)
  if (typeof parsed !== 'number') throw new Error(`${text} is no time.`)
  return parsed
}

/** What is told of each step to somebody who was told of the one before. */
function storyOf(base: Files, steps: readonly Step[]): { page: PublicCatalog; site: Site; events: NewsEvent[] }[] {
  let files = base
  let content = contentOf(base)
  let before: PublicCatalog | null = null
  return steps.map((step) => {
    files = { ...files, ...step.files }
    if (Object.keys(step.files).length > 0) content = contentOf(files)
    const { site, told } = content
    const { page } = told.pageAt(instant(step.now), site)
    const components = sharedComponents(before ?? page, page)
    const known = before ? knownOf(before, components) : new Map()
    before = page
    return { page, site, events: newsOf(page, known, { components, silent: new Set() }) }
  })
}

async function heardOf(told: ReturnType<typeof storyOf>): Promise<Heard[]> {
  const sent: Heard[] = []
  for (const { page, site, events } of told) sent.push(...(await all.hear(events, page, site)))
  return sent
}

/** Each kind of event there is, by what it is about. */
const EVENTS: Record<NewsEvent['about'], Partial<Record<EventKind, true>>> = {
  incident: { opened: true, updated: true, resolved: true, reopened: true, postmortem: true, corrected: true },
  maintenance: {
    announced: true,
    updated: true,
    moved: true,
    begun: true,
    overrun: true,
    done: true,
    cancelled: true,
    corrected: true,
  },
  component: { component: true },
}

describe('Of content that is full of canaries', () => {
  test('everything is told that there is to tell, to everybody.', () => {
    const kinds = new Set(story.flatMap(({ events }) => events.map(({ about, kind }) => `${about} ${kind}`)))
    expect([...kinds].toSorted()).toEqual(
      Object.entries(EVENTS)
        .flatMap(([about, ofIt]) => Object.keys(ofIt).map((kind) => `${about} ${kind}`))
        .toSorted(),
    )
    expect(new Set(heard.map(({ kind }) => kind))).toEqual(new Set(KINDS))
  })

  test('no word is in what is sent, whichever way it goes.', () => {
    const words = canaryWords.map((word) => word.toLowerCase())
    for (const { kind, raw, read } of heard) {
      const text = `${raw}\n${read}`.toLowerCase()
      expect([kind, words.filter((word) => text.includes(word))]).toEqual([kind, []])
    }
  })

  test('what is public is in it.', () => {
    for (const kind of KINDS) {
      const text = heard.flatMap((one) => (one.kind === kind ? [one.read] : [])).join('\n')
      for (const words of ['Loans delayed', 'Two shelves are full.', 'A shelf was full.', 'It moves on Sunday.'])
        expect([kind, text]).toEqual([kind, expect.stringContaining(words)])
    }
  })

  test('it is the same, byte for byte, when each of them is another word.', async () => {
    const other = (text: string) => text.replaceAll(/\bzx(?=[-_])/g, 'qy').replaceAll(/\bZ[Xx](?=[-A-Z])/g, 'Qy')
    const renamed = (files: Files) =>
      Object.fromEntries(Object.entries(files).map(([path, text]) => [other(path), other(text)]))
    const changed = storyOf(
      renamed(CANARIES),
      CANARY_STORY.map(({ now, files }) => ({ now, files: renamed(files) })),
    )
    expect(await heardOf(changed)).toEqual(heard)
  })
})

test('Not a byte of what is sent is another when everything internal is.', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'evenkeel-notify-internal-'))
  cpSync(COMPANY, scratch, { recursive: true })
  const before = textsOf(scratch)
  changeEverythingInternal(scratch)
  // That a record was written afterwards is meant to be seen: nobody is told of it.
  const after = Object.fromEntries(
    Object.entries(textsOf(scratch)).map(([path, text]) => [path, text.replace(/^backfilled: true\n/m, '')]),
  )
  rmSync(scratch, { recursive: true })
  const days = ['2026-11-01', '2026-11-12', '2026-11-23'].map((day) => ({ now: `${day}T09:00:00Z`, files: {} }))
  // From the year before only the last ones: there are hundreds of them.
  const [first, ...rest] = storyOf(before, days)
  const [other, ...others] = storyOf(after, days)
  expect(other?.events).toEqual(first?.events)
  expect(rest.flatMap(({ events }) => events).length).toBeGreaterThan(15)
  expect(await heardOf(others)).toEqual(await heardOf(rest))
})

const textsOf = (folder: string): Files =>
  Object.fromEntries(
    globSync('**/*.*', { cwd: folder }).map((path) => [path, readFileSync(join(folder, path), 'utf8')] as const),
  )
