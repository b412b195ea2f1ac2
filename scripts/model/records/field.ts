import { z } from 'zod'
import { parseRational } from '../rational.ts'
import { isSeen, plainLine } from './plain-line.ts'
import { parseDate, parseDuration, parseInstant } from '../time.ts'

/*
 * The vocabulary that the schemas of all kinds are written in. Every field carries its documentation, so that
 * `docs/records.md` can be generated from the schemas and can't drift from them.
 */

declare module 'zod' {
  interface GlobalMeta {
    /** How the generated field tables name the type: "time", "text", "list of …". */
    label?: string
    /** A value as a user would write it in YAML. */
    sample?: string
  }
}

/** A field that must be there. */
export const required = <T extends z.ZodType>(schema: T, doc: string): T => schema.describe(doc)

/** A field that may be left out; `key:` with nothing behind it counts as left out. */
export const optional = <T extends z.ZodType>(schema: T, doc: string): z.ZodOptional<T> => {
  const field = z.preprocess((value) => (value === null ? undefined : value), schema.optional()).describe(doc)
  // zod types a preprocessed field as required; at run time a missing key passes `undefined` to the inner optional.
  return field as unknown as z.ZodOptional<T>
}

/** A field with a default. */
export const defaulted = <T extends z.ZodType>(schema: T, value: z.input<T>, doc: string): z.ZodPrefault<T> => {
  const field = z.preprocess((given) => given ?? undefined, schema.prefault(value as never)).describe(doc)
  return field as unknown as z.ZodPrefault<T>
}

/** Some text on one line, not blank. */
export const text = z
  .string()
  .transform(plainLine)
  .refine(isSeen, { error: 'Unexpected blank text, expected some words.' })
  .meta({ label: 'text' })

const parsed = <T>(label: string, parse: (value: string) => T | { error: string; rule?: string }) =>
  z
    .string()
    .transform((value, context) => {
      const result = parse(value)
      if (typeof result === 'object' && result !== null && 'error' in result) {
        context.addIssue({
          code: 'custom',
          message: result.error,
          params: { rule: result.rule, as: label, text: value },
        })
        return z.NEVER
      }
      return result
    })
    .meta({ label })

/** RFC 3339 with an offset → milliseconds since the epoch. */
export const instant = parsed('time', parseInstant)
/** `2026-03-01`, kept as text: a date has no instant without a zone. */
export const date = parsed('date', parseDate)
/** `90s`, `45m`, `2h30m`, `14d` → milliseconds. */
export const duration = parsed('duration', parseDuration)

/**
 * A share above 0, up to 1, as the decimal that was written, for `parseRational`: `0.1`, which is 1/10. It is text, so that a
 * record stays plain data. Of up to 15 digits the float that YAML makes of them has that decimal as its shortest one, so none
 * is lost; more than a float holds are no precision.
 */
export const exactShare = z
  .number()
  .gt(0)
  .max(1)
  .refine((value) => parseRational(String(value)) !== null, {
    error: (issue) => `Unexpected number ${String(issue.input)}, expected a share of 1 with some digits, such as 0.25.`,
  })
  .transform(String)

const pattern = (label: string, regex: RegExp, expected: string) =>
  z
    .string()
    .refine((value) => regex.test(value), {
      error: (issue) => `Unexpected ${JSON.stringify(issue.input)}, expected ${expected}.`,
    })
    .meta({ label })

export const changeId = pattern('change id', /^CHG-\d{4}-\d{4,}$/, 'a change id such as CHG-2026-0451')
export const incidentId = pattern('incident id', /^INC-\d{4}-\d{4,}$/, 'an incident id such as INC-2026-0031')
export const publicId = pattern('public id', /^[a-z0-9]{12}$/, '12 characters of a-z and 0-9')
export const handle = pattern('handle', /^[^\s@]+$/, 'a handle as the forge knows it, without @')
/** A handle, a team's id, or some other name of who does something: a handle is written without `@`, also here. */
export const who = z
  .string()
  .refine((value) => !/^\s|\s$|^@/.test(value), {
    error: (issue) =>
      `Unexpected ${JSON.stringify(issue.input)}, expected it without \`@\` and without blanks around it.`,
    params: { rule: 'handle' },
  })
  .pipe(text)
  .meta({ label: 'text' })
export const clockTime = pattern('time of day', /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day such as "02:00"')

/** Where a page may lead: `http(s)`, `mailto`, or a path of our own. Never a scheme that a browser would run. */
export const isSafeUrl = (url: string): boolean => {
  // Browsers pass over white space and control characters, within a scheme too, and read `\\` as `/`.
  const bare = url.replaceAll(/[\u0000-\u0020]/g, '').replaceAll('\\', '/')
  return /^(https?:\/\/|mailto:)/i.test(bare) || !/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(bare)
}

/**
 * Whether an address of the web names a user: `https://git.acme.example:x@evil.example/` looks like one host and leads to
 * another, and a password in it is everybody's.
 */
export function hasUserInfo(url: string): boolean {
  const read = URL.parse(url.replaceAll(/[\u0000-\u0020]/g, ''))
  return read !== null && /^https?:$/.test(read.protocol) && read.username + read.password !== ''
}
/** A link that a page may have, of a text that isn't ours: to the web, and to the host that it shows. */
export const isPlainAddress = (url: string): boolean => isHttpUrl(url) && !hasUserInfo(url)

const withoutUser = <T extends z.ZodType<string>>(schema: T) =>
  schema.refine((value) => !hasUserInfo(value), {
    error: 'Unexpected user name or password in an address that everybody reads, expected none.',
  })

export const webLink = withoutUser(
  z.string().refine((value) => value.trim() !== '' && isSafeUrl(value), {
    error: (issue) =>
      `Unexpected address ${JSON.stringify(issue.input)}, expected http(s)://…, mailto:… or a relative path.`,
  }),
).meta({ label: 'link' })
export const httpUrl = withoutUser(
  z.string().refine((value) => isHttpUrl(value), {
    error: (issue) => `Unexpected address ${JSON.stringify(issue.input)}, expected http://… or https://….`,
  }),
).meta({ label: 'address' })

/**
 * Where a site lives, as its pages name it: no query, no fragment, no credentials, one slash at a time, and every character
 * as browsers send it. `https://acme.example/störungen/` is `https://acme.example/st%C3%B6rungen`. Null where it is no address.
 */
export function addressIn(written: string): string | null {
  if (!isHttpUrl(written)) return null
  const { origin, pathname } = new URL(written)
  const path = pathname.replaceAll(/\/{2,}/g, '/').replace(/\/$/, '')
  return origin + (isDecodable(path) ? path : path.replaceAll(/%(?![\da-f]{2})/gi, '%25'))
}

const isHttpUrl = (value: string) => /^https?:\/\/[^\s/]+/i.test(value) && URL.canParse(value)

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/** The address of a site: pages are put behind it. */
export const siteUrl = httpUrl
  .refine((value) => !isHttpUrl(value) || !/[?#]/.test(value), {
    error: (issue) =>
      `Unexpected \`?\` or \`#\` in ${JSON.stringify(issue.input)}, expected an address that pages can be put behind.`,
  })
  .refine((value) => !isHttpUrl(value) || isDecodable(new URL(value).pathname), {
    error: (issue) => `Unexpected \`%\` in ${JSON.stringify(issue.input)}, expected two hexadecimal digits behind it.`,
  })
  .meta({ label: 'address' })

/** A tool behind a sign-in, as links of the internal site lead there. */
export const secureUrl = siteUrl
  .refine((value) => !isHttpUrl(value) || new URL(value).protocol === 'https:', {
    error: (issue) => `Unexpected address ${JSON.stringify(issue.input)}, expected https://….`,
  })
  .meta({ label: 'address' })

export const timeZone = z
  .string()
  .refine(isTimeZone, {
    error: (issue) =>
      `Unexpected time zone ${JSON.stringify(issue.input)}, expected a name of the tz database such as Europe/Berlin.`,
  })
  .meta({ label: 'time zone' })

/** Of every record that names one it is asked anew, and each answer takes tenths of a millisecond. */
const timeZones = new Map<string, boolean>()

function isTimeZone(value: string): boolean {
  const known = timeZones.get(value)
  if (known !== undefined) return known
  const answer = isTimeZoneHere(value)
  // There are some six hundred; what isn't one is anything.
  if (answer) timeZones.set(value, answer)
  return answer
}

function isTimeZoneHere(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return true
  } catch {
    return false
  }
}

/** Keys that every record may have. */
const common = {
  labels: optional(z.array(text), 'Free words to find it by.'),
  links: optional(z.record(z.string(), webLink), 'Places to look, by name.'),
  source: optional(
    z.strictObject({
      kind: required(
        text,
        'The tool that it was imported from; `alertmanager`: the alerts that opened it; `post`: posted by a form or over an API.',
      ),
      id: optional(text, 'Its id there.'),
      url: optional(webLink, 'Its address there.'),
    }),
    'Where the record comes from.',
  ),
}

/** A record of a kind of our own: its fields, the common ones, and no others. */
export const record = <T extends z.ZodRawShape>(shape: T) => z.strictObject({ ...shape, ...common })
