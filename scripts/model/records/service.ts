import { z } from 'zod'
import { clockTime, defaulted, optional, record, required, text, timeZone } from './field.ts'
import { componentLife } from './site.ts'

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const maintenanceWindow = z.strictObject({
  days: required(z.array(z.enum(DAYS)), 'Days of the week.'),
  from: required(clockTime, 'Local time, in quotes.'),
  to: required(clockTime, 'Local time, in quotes; at or before `from`: the next day.'),
  time_zone: optional(timeZone, "Default: the site's."),
})

/** What makes a service a component of the status page. */
export const publicBlock = z.strictObject({
  name: required(text, 'Its name for customers.'),
  group: optional(text, 'The group that it stands under.'),
  description: optional(text, "What it is in customers' words."),
  position: optional(z.int(), 'Its place in the list, lowest first.'),
  ...componentLife,
})

/** The tier of a service whose file says none that could be read. */
export const TIER_UNKNOWN = 0

/** `services/<id>.yaml`: one entry of the service catalogue. */
export const serviceSchema = record({
  name: required(text, 'Its name among ourselves.'),
  description: optional(text, 'What it does.'),
  team: required(text, 'The team that owns it.'),
  tier: required(z.int().min(1).max(4), '1 critical, 2 important, 3 supporting, 4 internal tooling.'),
  depends_on: defaulted(z.array(text), [], 'Services that it needs.'),
  maintenance_windows: defaulted(z.array(maintenanceWindow), [], 'When changes to it are welcome.'),
  public: optional(publicBlock, 'Present: it is a component of the status page.'),
})

export type Service = z.output<typeof serviceSchema> & { id: string; file: string }
