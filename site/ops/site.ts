import type { Catalog } from '#model/catalog'
import type { Diagnostic } from '#model/diagnostic'
import { addresses } from '#model/page-address'
import type { Change } from '#model/records/change'
import type { Instant } from '#model/time'
import { CURRENT, type Page, type Site } from '../engine/page'
import base from '../shared/base.css?raw'
import { stylesheetOf } from '../shared/stylesheet'
import tokens from '../shared/tokens.css?raw'
import type { Here, Shows } from './here'
import { recordLink } from './record-link'
import own from './styles.css?raw'
import { alertPaths } from './view/alert.ts'
import { opsCalendar } from './view/calendar/calendar.ts'
import { pagesOfFiles } from './view/files.ts'
import { opsIndex } from './view/index.ts'
import { yearPages } from './view/list.ts'

/** What `evenkeel build` hands over. */
export interface Handed {
  catalog: Catalog
  diagnostics: Diagnostic[]
  folder: string
  created: Map<string, Instant> | null
  unrecorded: Change[]
}

/** The internal site of a catalogue, under a folder of its host. */
export function site({ catalog: read, diagnostics, ...handed }: Handed, folder: string): Site {
  const ops = opsIndex(read, diagnostics)
  const { catalog, links } = ops
  const { href } = addresses(folder)
  const calendar = opsCalendar(ops)
  const stylesheet = stylesheetOf(tokens, base, own)
  const shared = {
    ...handed,
    ops,
    catalog,
    links,
    calendar,
    href,
    linkFrom: recordLink(pagesOfFiles(catalog), href),
    stylesheet,
  }
  const at = (page: string, route: string, shows: Partial<Shows> = {}): Page => ({
    path: page,
    route,
    shows: CURRENT,
    locals: { ops: { ...shared, page, shows } satisfies Here },
  })
  const services = [...links.services.values()]
  const teams = [...links.teams.values()]
  return {
    frame: { folder, stylesheet: stylesheet.version },
    pages: [
      ...['/calendar.ics', '/style.css'].map((path) => at(path, path)),
      at('/404.html', '/404'),
      ...['', 'calendar', 'changes', 'incidents', 'runbooks', 'services', 'teams', 'slos', 'metrics'].map((list) =>
        at(list === '' ? '/' : `/${list}/`, `/${list}`),
      ),
      ...teams.flatMap((team) => [
        at(`/teams/${team.id}/`, '/teams/[...id]', { team }),
        at(`/teams/${team.id}/calendar.ics`, '/teams/[...id]/calendar.ics', { team }),
        at(`/calendar/teams/${team.id}/`, '/calendar/teams/[...id]', { team }),
      ]),
      ...services.flatMap((service) => [
        at(`/services/${service.id}/`, '/services/[...id]', { service }),
        at(`/services/${service.id}/calendar.ics`, '/services/[...id]/calendar.ics', { service }),
        at(`/calendar/services/${service.id}/`, '/calendar/services/[...id]', { service }),
      ]),
      ...calendar.months.map((month) => at(`/calendar/${month}/`, '/calendar/[month]', { month })),
      ...[...links.changes.values()].map((change) => at(`/changes/${change.id}/`, '/changes/[id]', { change })),
      ...yearPages(catalog.changes).map((changes) =>
        at(`/changes/${numbered(changes)}`, '/changes/[year]/[...number]', { changes }),
      ),
      ...[...links.incidents.values()].map((incident) =>
        at(`/incidents/${incident.id}/`, '/incidents/[id]', { incident }),
      ),
      ...yearPages(catalog.incidents).map((incidents) =>
        at(`/incidents/${numbered(incidents)}`, '/incidents/[year]/[...number]', { incidents }),
      ),
      ...[...links.runbooks.values()].map((runbook) =>
        at(`/runbooks/${runbook.id}/`, '/runbooks/[...id]', { runbook }),
      ),
      ...[...ops.freezes.values()].map((freeze) => at(`/freezes/${freeze.id}/`, '/freezes/[...id]', { freeze })),
      ...[...ops.slos.values()].map((slo) => at(`/slos/${slo.id}/`, '/slos/[...id]', { slo })),
      ...alertPaths(ops).map(({ path, key }) => at(`/alerts/${path}/`, '/alerts/[...name]', { key })),
    ],
  }
}

const numbered = ({ year, number }: { year: string; number: number }) =>
  number === 1 ? `${year}/` : `${year}/${number}/`
