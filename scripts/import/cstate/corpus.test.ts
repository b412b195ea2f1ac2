import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readContent } from '#io/catalog-reader'
import { readCstate } from '#io/peers/cstate'
import { recordText, writeRecord } from '#io/record-writer'
import { publicCatalog } from '#model/publish/public'
import { statusPage } from '#model/status/page'
import { assess } from '#assess/content'
import { planCstate } from './plan.ts'
import { readSite } from './format.ts'
import { planReport } from '../report.ts'
import { corpus } from '../../fixtures/places.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-corpus-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const CORPUS = corpus('cstate')
if (!existsSync(CORPUS)) console.warn(`Not tested with a recorded site: there is no ${CORPUS}. Set EVENKEEL_CORPORA.`)

function importSite(): string {
  const found = readCstate(CORPUS)
  if ('missing' in found || !found.config) throw new Error(JSON.stringify(found))
  expect(found.failures).toEqual([])
  const { site, problems } = readSite(found.config, found.issues)
  expect(problems).toEqual([])
  if (!site) throw new Error('The config is not read.')
  const plan = planCstate(
    site,
    readContent(folder, NOW, () => NOW),
    NOW,
  )
  for (const { path, data, body } of plan.files)
    expect(writeRecord(folder, path, recordText(data, body))).toBe('written')
  return planReport(plan, new Set(), false)
}

/** From the files of the site, by hand: title, from, until (null: open), what is affected and how, the time of each update. */
const RECORDED: [string, string, string | null, string[], string | null, string[]][] = [
  [
    'Issues Sending DMs',
    '2017-12-17T16:24:00Z',
    '2017-12-19T16:58:00Z',
    ['api'],
    'partial_outage',
    ['2017-12-17T16:24:00Z investigating', '2017-12-19T16:58:00Z resolved'],
  ],
  [
    'Unavailable Guilds & Connection Issues',
    '2018-04-13T15:54:00Z',
    '2018-04-13T17:30:00Z',
    ['api', 'media-proxy'],
    'major_outage',
    ['2018-04-13T15:54:00Z investigating', '2018-04-13T16:50:00Z monitoring', '2018-04-13T17:30:00Z resolved'],
  ],
  [
    'US East Connection Issues',
    '2018-04-25T04:13:00Z',
    '2018-04-25T04:13:59Z',
    ['api', 'media-proxy'],
    'major_outage',
    ['2018-05-25T04:13:00Z investigating', '2018-05-25T04:40:00Z monitoring', '2018-05-25T05:54:00Z resolved'],
  ],
  [
    'New Pipeline Rollout',
    '2019-10-05T16:24:00Z',
    '2019-10-05T16:58:00Z',
    ['api'],
    'partial_outage',
    ['2019-10-05T16:24:00Z investigating', '2019-10-05T16:58:00Z resolved'],
  ],
  [
    'Testing New cState Features',
    '2019-10-04T18:05:00Z',
    '2019-10-04T18:05:00Z',
    [],
    null,
    ['2019-10-04T18:05:00Z resolved'],
  ],
  ['Formatting testing', '2023-04-16T18:34:00Z', '2023-04-16T18:34:00Z', [], null, ['2023-04-16T18:34:00Z resolved']],
  [
    'Maintenance Announcement',
    '2024-02-24T10:35:00Z',
    '2024-02-24T11:35:00Z',
    ['api'],
    'degraded_performance',
    ['2024-02-24T10:35:00Z investigating', '2024-02-24T11:35:00Z resolved'],
  ],
  [
    'cState v6 Planning Meeting',
    '2024-02-24T10:35:00Z',
    '2024-02-24T10:35:00Z',
    [],
    null,
    ['2024-02-24T10:35:00Z resolved'],
  ],
  [
    'Exciting Downtime',
    '2024-07-23T10:35:00Z',
    '2024-07-23T10:38:00Z',
    ['api'],
    'major_outage',
    [
      '2024-02-24T10:35:00Z investigating',
      '2024-02-24T10:35:00Z investigating',
      '2024-02-24T10:35:00Z monitoring',
      '2024-07-23T10:38:00Z resolved',
    ],
  ],
  [
    'cState v6 Showdown',
    '2024-12-24T10:35:00Z',
    '2024-12-24T13:35:00Z',
    ['api'],
    'partial_outage',
    ['2024-12-24T10:35:00Z investigating', '2024-12-24T13:35:00Z resolved'],
  ],
  [
    'API DNS resolution error!',
    '2024-12-27T09:43:40.482Z',
    null,
    ['api'],
    'major_outage',
    ['2024-12-27T09:43:40.482Z investigating', '2024-12-27T09:44:00.481Z investigating'],
  ],
]

const shown = (at: number | null | undefined) =>
  at === null || at === undefined || at === Infinity ? null : new Date(at).toISOString().replace('.000Z', 'Z')

test.skipIf(!existsSync(CORPUS))(
  'the 11 issues of a recorded site are imported whole, and a second time nothing is',
  () => {
    expect(importSite()).toContain('Wrote 1 site, 1 team, 5 services, 11 incidents, 23 updates.')
    expect(importSite()).toBe('Nothing to do.\n')
    const { catalog, diagnostics } = assess(folder, NOW, () => NOW)
    expect(diagnostics).toEqual([])

    const found = statusPage(publicCatalog(catalog))
    expect(found.groups.map(({ name, components }) => [name, ...components.map(({ id }) => id)])).toEqual([
      ['North Coast', 'gateway', 'backup-gateway'],
      [null, 'website'],
      [null, 'api'],
      [null, 'media-proxy'],
    ])
    expect(found.open.map(({ title }) => title)).toEqual(['API DNS resolution error!'])
    expect(catalog.incidents).toHaveLength(RECORDED.length)
    for (const [title, from, to, services, status, updates] of RECORDED) {
      const record = catalog.incidents.find((one) => one.title === title)
      const view = found.incidents.find((one) => one.title === title)
      expect(record).toMatchObject({ services, started: Date.parse(from) })
      expect(shown(record?.resolved)).toBe(to)
      expect(view?.updates.map(({ time, state }) => `${shown(time)} ${state}`)).toEqual(updates)
      const outages = view?.spans.filter((one) => one.status !== 'operational')
      expect(outages?.map((one) => [one.component, one.status, shown(one.from), shown(one.to)])).toEqual(
        services.map((service) => [service, status, from, to]),
      )
    }
    const guilds = found.incidents.find(({ title }) => title?.startsWith('Unavailable Guilds'))
    expect(guilds?.postmortem).toContain('reconnecting millions of clients over a period of 20 minutes.')
    expect(guilds?.updates[1]?.markdown.trim()).toBe(
      "After hitting the ole reboot button Example Chat App is now recovering. We're going to continue to monitor as everyone reconnects.",
    )
  },
)
