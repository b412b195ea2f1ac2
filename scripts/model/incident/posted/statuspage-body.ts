import { z } from 'zod'
import { isSeen, plainLine } from '../../records/plain-line.ts'
import { unsound } from './sound-text.ts'
import { COMPONENT_STATUSES, IMPACTS, INCIDENT_STATES, MAINTENANCE_STATES } from '../../records/update.ts'
import { parseDate, parseInstant, type Instant } from '../../time.ts'

/*
 * The bodies of Statuspage's API v1, as its documentation (https://developer.statuspage.io) and its clients have them.
 * What isn't read here is passed over: they send much of which a page in git has no notion.
 */

/** Statuspage's own limits, in characters. */
const [LONGEST_NAME, LONGEST_BODY] = [255, 25_000]

/** Left out, null and an empty text are the same: forms can't say null. */
const maybe = <T extends z.ZodType>(schema: T) =>
  z.preprocess((given) => (given === null || given === '' ? undefined : given), schema.optional()).optional()

/** Words that everybody reads alike. */
const sound = z.string('is invalid').superRefine((text, context) => {
  const what = unsound(text)
  if (what !== null) context.addIssue({ code: 'custom', message: `has ${what}, expected words that can be read` })
})

const line = sound
  .max(LONGEST_NAME, `is too long (maximum is ${LONGEST_NAME} characters)`)
  .transform(plainLine)
  .refine(isSeen, "can't be blank")

const oneOf = <const T extends readonly [string, ...string[]]>(words: T) =>
  z.enum(words, `does not have a valid value, expected one of ${words.join(', ')}`)

/** As JSON or a form may say it. */
const yesOrNo = z.union(
  [z.boolean(), z.enum(['true', 't', '1']).transform(() => true), z.enum(['false', 'f', '0']).transform(() => false)],
  'is invalid, expected true or false',
)

const time = z.string('is invalid, expected a time').transform((text, context): Instant => {
  const instant = parseInstant(text.trim())
  if (typeof instant === 'number') return instant
  context.addIssue({ code: 'custom', message: `is invalid, expected a time such as 2026-03-01T10:00:00Z` })
  return z.NEVER
})

/** A day as well, as `backfill_date` has it: its beginning, in UTC. */
const dayOrTime = z.string('is invalid, expected a date').transform((text, context): Instant => {
  const instant = parseInstant(typeof parseDate(text.trim()) === 'string' ? `${text.trim()}T00:00:00Z` : text.trim())
  if (typeof instant === 'number') return instant
  context.addIssue({ code: 'custom', message: 'is invalid, expected a date such as 2026-03-01' })
  return z.NEVER
})

const date = z
  .string('is invalid')
  .refine((text) => typeof parseDate(text) === 'string', 'is invalid, expected a date such as 2026-03-01')

/** No schema of a map by names: those that zod passes over, such as `__proto__`, are wrong here and not nothing. */
const states = z.unknown().transform((given, context) => {
  // Its documentation shows a list of ids here, too.
  if (Array.isArray(given))
    return given.map((id: unknown): [string, null] => {
      if (typeof id !== 'string' && typeof id !== 'number')
        context.addIssue({ code: 'custom', message: 'is invalid, expected ids' })
      return [typeof id === 'string' || typeof id === 'number' ? String(id) : '', null]
    })
  if (typeof given !== 'object' || given === null) {
    context.addIssue({ code: 'custom', message: 'is invalid, expected {id: status}' })
    return z.NEVER
  }
  return Object.entries(given).map(([id, word]): [string, (typeof COMPONENT_STATUSES)[number] | null] => {
    const status = COMPONENT_STATUSES.find((one) => one === word)
    if (status === undefined && word !== '' && word !== null)
      context.addIssue({
        code: 'custom',
        path: [id],
        message: `does not have a valid value, expected one of ${COMPONENT_STATUSES.join(', ')}`,
      })
    return [id, status ?? null]
  })
})

const ids = z.preprocess(
  (given) => (typeof given === 'string' ? given.split(',').map((id) => id.trim()) : given),
  z
    .array(z.string('is invalid, expected an id'), 'is invalid, expected a list of ids')
    .transform((all) => all.filter((id) => id !== '')),
)

const STATES = [...INCIDENT_STATES, ...MAINTENANCE_STATES] as const

const text = sound.max(LONGEST_BODY, `is too long (maximum is ${LONGEST_BODY} characters)`)

export const incidentBody = z.looseObject({
  name: maybe(line),
  status: maybe(oneOf(STATES)),
  body: maybe(text),
  // What `body` was called before.
  message: maybe(text),
  impact_override: maybe(oneOf([...IMPACTS, 'maintenance'])),
  components: maybe(states),
  component_ids: maybe(ids),
  scheduled_for: maybe(time),
  scheduled_until: maybe(time),
  scheduled_auto_in_progress: maybe(yesOrNo),
  scheduled_auto_completed: maybe(yesOrNo),
  scheduled_auto_transition: maybe(yesOrNo),
  deliver_notifications: maybe(yesOrNo),
  backfilled: maybe(yesOrNo),
  backfill_date: maybe(dayOrTime),
})
export type IncidentBody = z.output<typeof incidentBody>

export const componentBody = z.looseObject({
  name: maybe(line),
  description: maybe(text),
  status: maybe(oneOf(COMPONENT_STATUSES)),
  group_id: maybe(z.string('is invalid')),
  start_date: maybe(date),
})
export type ComponentBody = z.output<typeof componentBody>

/**
 * Reads one of them, named by the key that it stands under; the errors are such as Statuspage answers with. The body is apart
 * from them: whoever sends it may call something in it `errors`.
 */
export function readBody<T>(
  data: unknown,
  key: 'incident' | 'component',
  schema: z.ZodType<T>,
): { body: T } | { errors: string[] } {
  const part: unknown =
    typeof data === 'object' && data !== null && Object.hasOwn(data, key)
      ? (data as Record<string, unknown>)[key]
      : undefined
  if (part === undefined) return { errors: [`${key} is missing`] }
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return { errors: [`${key} is invalid`] }
  const read = schema.safeParse(part)
  if (read.success) return { body: read.data }
  const errors = read.error.issues.map(
    ({ path, message }) => `${key}${path.map((step) => `[${shown(String(step))}]`).join('')} ${message}`,
  )
  return { errors: [...new Set(errors)].slice(0, MOST_ERRORS) }
}

export const MOST_ERRORS = 20
const shown = (name: string): string => plainLine(name.slice(0, 100))
