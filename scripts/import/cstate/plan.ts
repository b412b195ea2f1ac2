import { siteSchema } from '#model/records/site'
import type { Instant } from '#model/time'
import type { CstateIssue, CstateSite } from './format.ts'
import { planCstateIncident } from './incidents.ts'
import { planCstateMaintenance } from './maintenances.ts'
import { titleOf, type CstateImport } from './record.ts'
import { planSystems } from './systems.ts'
import { planSite } from '../site.ts'
import { planTeam } from '../team.ts'
import { finder, type Existing } from '../existing.ts'
import { numberer } from '../naming.ts'
import type { Note, Plan } from '../plan.ts'

/** What an import of a cState site into a content folder writes: everything that isn't there yet, and nothing else. */
export function planCstate(source: CstateSite, existing: Existing, now: Instant): Plan {
  const { config, timeZone } = source
  const site = planSite({ name: config.title, url: config.baseurl, time_zone: timeZone }, existing, settingsOf(source))
  const shown = source.issues.filter((issue) => whyNot(issue) === null)
  const systems = planSystems({ ...source, issues: shown }, existing)
  const known = finder(existing, 'cstate')
  const names = [...existing.paths, ...[...existing.catalog.incidents, ...existing.catalog.changes].map(({ id }) => id)]
  const textOf = (file: string) => existing.texts.get(file) ?? ''
  const context = (prefix: 'INC' | 'CHG'): CstateImport => ({
    known,
    newId: numberer(prefix, names),
    serviceOf: systems.serviceOf,
    textOf,
    config,
    timeZone,
    now,
  })
  const [incident, change] = [context('INC'), context('CHG')]
  const isPlanned = ({ id, informational, date }: CstateIssue) => {
    const found = known(id)
    return found?.kind === 'change' || (found === null && !informational && date > now)
  }
  const plans = shown
    .toSorted((a, b) => a.date - b.date || (a.id < b.id ? -1 : 1))
    .map((issue) => (isPlanned(issue) ? planCstateMaintenance(issue, change) : planCstateIncident(issue, incident)))
  const files = [...systems.files, ...plans.flatMap((plan) => plan.files)]
  const team = planTeam(files, existing)
  return {
    files: [...site.files, ...team, ...files],
    edits: plans.flatMap(({ edits }) => edits),
    notes: [
      ...site.notes,
      ...(site.files.length > 0 ? lossesOf(source) : []),
      ...(files.length > 0 ? zoneNote(source) : []),
      ...systems.notes,
      ...plans.flatMap(({ notes }) => notes),
      ...source.issues.flatMap(leftOut),
    ],
  }
}

/** Hugo doesn't build drafts, and cState takes only pages of its own section for issues. */
const whyNot = ({ draft, section }: CstateIssue): string | null =>
  draft
    ? 'is a draft, and is not imported'
    : section !== null && section !== 'issue'
      ? `is of the section ${JSON.stringify(section)}, so it is no issue, and is not imported`
      : null

function leftOut(issue: CstateIssue): Note[] {
  const message = whyNot(issue)
  return message === null ? [] : [{ record: `issue ${issue.id} (${titleOf(issue)})`, message }]
}

/** cState's own colour is nobody's choice. */
const DEFAULT_BRAND = '#0a0c0f'

function settingsOf({ config }: CstateSite): Record<string, unknown> {
  const locale = siteSchema.shape.locale.safeParse(config.languagecode ?? config.defaultcontentlanguage ?? 'en').data
  const brand = siteSchema.shape.brand.safeParse({ color: config.params?.brand ?? undefined }).data
  return {
    ...(locale === undefined || locale === 'en' ? {} : { locale }),
    ...(brand?.color === undefined || brand.color === DEFAULT_BRAND ? {} : { brand: { color: brand.color } }),
  }
}

function lossesOf({ config: { params, timezone }, categories, timeZone }: CstateSite): Note[] {
  const notes = [
    timezone !== null && timezone !== timeZone
      ? `its time zone ${JSON.stringify(timezone)} isn't known: ${timeZone} is taken`
      : '',
    params?.uselogo && params.logo !== null
      ? `its logo ${JSON.stringify(params.logo)} isn't copied: put the file beside site.yaml and name it in \`brand\``
      : '',
    params?.customtabs ? "its tabs aren't kept" : '',
    categories.some(({ description }) => description !== null) ? "what it says of its categories isn't kept" : '',
  ]
  return notes.flatMap((message) => (message === '' ? [] : [{ record: 'page', message }]))
}

const zoneNote = ({ assumed, timeZone, config }: CstateSite): Note[] =>
  assumed === 0
    ? []
    : [
        {
          record: 'page',
          message: `times without an offset, in ${assumed} ${assumed === 1 ? 'issue' : 'issues'}, are read in ${timeZone}, ${config.timezone === null ? 'as Hugo does where its config names no `timeZone`' : 'the `timeZone` of the config'}`,
        },
      ]
