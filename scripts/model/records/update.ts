import { z } from 'zod'
import type { Body } from './body.ts'
import { defaulted, instant, optional, required, text } from './field.ts'
import { postedMark } from './posted-mark.ts'
import type { Instant } from '../time.ts'

/** The states of a component, best first, as Statuspage names them. */
export const COMPONENT_STATUSES = [
  'operational',
  'under_maintenance',
  'degraded_performance',
  'partial_outage',
  'major_outage',
] as const
export type ComponentStatus = (typeof COMPONENT_STATUSES)[number]

export const INCIDENT_STATES = ['investigating', 'identified', 'monitoring', 'resolved'] as const
export const MAINTENANCE_STATES = ['scheduled', 'in_progress', 'verifying', 'completed', 'cancelled'] as const
export const IMPACTS = ['none', 'minor', 'major', 'critical'] as const

const status = z.enum(COMPONENT_STATUSES)

/** Written in either of two ways, and one shape from here on. */
const setting = z
  .union([
    status,
    z.strictObject({
      status: required(status, 'The state.'),
      since: optional(instant, "From when; default: the update's time."),
    }),
  ])
  .transform((given): { status: ComponentStatus; since?: Instant | undefined } =>
    typeof given === 'string' ? { status: given } : given,
  )

const BELOW = 'what customers read stands below the closing line `---`'
const INSIDE = "it is internal and stands in the record's `index.md`"
const unwritten = {
  severity: INSIDE,
  started: INSIDE,
  resolved: 'an update ends the incident by `state: resolved`, and the time stands in `index.md`',
  message: BELOW,
  text: BELOW,
  body: BELOW,
  description: BELOW,
  content: BELOW,
  details: BELOW,
}

const shared = {
  title: optional(text, 'What customers read; needed in the first update, a later one may change it.'),
  components: defaulted(
    z.record(z.string(), setting).meta({ sample: '{checkout: partial_outage}' }),
    {},
    'State of public services from this update on, or from `since` on.',
  ),
  impact: optional(z.enum(IMPACTS), 'Overrides the derived impact from here on.'),
  next_update: optional(instant, 'When the next update comes.'),
  at: optional(instant, "Only where the file's name is wrong, or for milliseconds."),
  pinned: defaulted(z.boolean(), false, 'Stays on top of the home page.'),
  notify: defaulted(z.boolean(), true, 'false: tells nobody.'),
  lang: optional(text, "Language of the text, where it isn't the site's."),
  posted: optional(postedMark, 'Written by whatever has posted it, so that it is there once.'),
}

/** Front matter of an incident's `public/<time>.md`. */
export const incidentUpdateSchema = z
  .strictObject({
    state: required(z.enum(INCIDENT_STATES), 'Where the incident stands.'),
    ...shared,
  })
  .meta({ unwritten })

/** Front matter of a maintenance's `public/<time>.md`. */
export const maintenanceUpdateSchema = z
  .strictObject({
    state: required(z.enum(MAINTENANCE_STATES), 'Where the maintenance stands.'),
    auto: defaulted(z.boolean(), true, 'false: begins and ends by updates, not by the clock.'),
    ...shared,
  })
  .meta({ unwritten })

interface Filed {
  file: string
  body: Body
  /** When it was posted: `at`, or the time in the file's name. */
  time: Instant
  /** The time in the file's name; null where the name holds none. */
  named: Instant | null
}
export type IncidentUpdate = z.output<typeof incidentUpdateSchema> & Filed
export type MaintenanceUpdate = z.output<typeof maintenanceUpdateSchema> & Filed
export type Update = IncidentUpdate | MaintenanceUpdate

/** A component's state from some time on. */
export interface ComponentSetting {
  component: string
  status: ComponentStatus
  since: Instant
}

/** What an update says of those services that are published, by whatever they are called now. */
export const publishedSettings = (
  { time, components }: Pick<Update, 'time' | 'components'>,
  published: Published,
): ComponentSetting[] =>
  Object.entries(components).flatMap(([component, { status: state, since }]) => {
    const id = meantBy(component, published)
    return id === undefined ? [] : [{ component: id, status: state, since: since ?? time }]
  })

/** The ids of services that are published, by how records may name them. */
export type Published = ReadonlyMap<string, string>

/** A name as it is compared where it isn't written as it should be: without capitals, or blanks around it. */
export const loosely = (name: string): string => name.trim().toLowerCase()

/** The published service that a record means by a name. */
export const meantBy = (name: string, published: Published): string | undefined =>
  published.get(name) ?? published.get(loosely(name))

/**
 * Records name a service by its id; with other capitals, or by another of its names (each with its id), only where that
 * can mean but one.
 */
export function publishedAs(ids: readonly string[], names: readonly (readonly [string, string])[] = []): Published {
  const alone = (pairs: readonly (readonly [string, string])[]) =>
    [...Map.groupBy(pairs, ([name]) => loosely(name))].flatMap(([name, meant]) => {
      const [id, another] = new Set(meant.map(([, one]) => one))
      return id === undefined || another !== undefined ? [] : [[name, id] as const]
    })
  const own = [...new Set(ids)].map((id) => [id, id] as const)
  return new Map([...alone(names), ...alone(own), ...own])
}

/** Updates run in order of their time, then of their file's name (`…Z.md` before `…Z-2.md` before `…Z-10.md`). */
export const inOrder = (a: Pick<Update, 'time' | 'file'>, b: typeof a): number =>
  a.time - b.time || compareNames(a.file, b.file)

const names = new Intl.Collator('en', { numeric: true })
const stem = (file: string) => file.replace(/\.md$/, '')
const compareNames = (a: string, b: string) => names.compare(stem(a), stem(b)) || (a < b ? -1 : a > b ? 1 : 0)

/** One of them. */
export const intervalSchema = z.strictObject({
  component: required(text, 'A public service.'),
  status: required(status, 'Its state.'),
  from: required(instant, 'From when.'),
  to: optional(instant, 'Until when; left out: still so.'),
})
export type ComponentInterval = z.output<typeof intervalSchema>

/** `public/impact.yaml`: corrected intervals; they replace those of the updates wholly. */
export const impactSchema = z.array(intervalSchema)
