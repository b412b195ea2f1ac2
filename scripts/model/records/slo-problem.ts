import type { Path } from '../diagnostic.ts'
import type { WrittenAs } from './slo-document.ts'
import { compare, ONE, parseRational, rational, ZERO, type Rational } from '../rational.ts'

/** What is wrong with a document of SLOs beyond what its schema says, by a path into it. An error where it says nothing else. */
export interface SloProblem {
  path: Path
  /** It is the key itself that is wrong. */
  key?: boolean
  severity?: 'warning'
  message: string
  help?: string
}

export const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined

/** Exactly one of several keys of a map is there. */
export function* oneOfKeys(map: object, keys: readonly string[], path: Path): Generator<SloProblem> {
  const given = Object.entries(map).flatMap(([key, value]) => (keys.includes(key) && isGiven(value) ? [key] : []))
  const choice = keys.map((key) => `\`${key}\``).join(' or ')
  if (given.length === 0)
    yield { path, message: `Missing ${choice}, expected one of them.`, help: `Add \`${keys[0]}: …\`.` }
  for (const key of given.slice(1))
    yield {
      path: [...path, key],
      key: true,
      message: `Unexpected \`${key}\` beside \`${given[0]}\`, expected one of the two.`,
      help: 'Remove one of them.',
    }
}

interface Share {
  path: Path
  /** What the whole is: 1, or 100 for per cent. */
  whole: 1 | 100
  /** Whether the whole is allowed. */
  upTo?: boolean
  writtenAs: WrittenAs
}

/** A share above 0 and below the whole, by its exact value. */
export function* share({ path, whole, upTo = false, writtenAs }: Share): Generator<SloProblem> {
  const text = writtenAs(path) ?? ''
  const value = parseRational(text)
  const key = String(path.at(-1))
  if (value === null)
    return void (yield {
      path,
      message: `Unexpected number ${text.slice(0, 60)}, expected a decimal of at most 40 digits.`,
      help: `Write it as \`${key}: ${whole === 1 ? '0.999' : '99.9'}\`.`,
    })
  const all = rational(BigInt(whole))
  const range = `more than 0 and ${upTo ? 'at most' : 'less than'} ${whole}`
  const message = `Unexpected number ${text}, expected ${range}.`
  if (compare(value, ZERO) <= 0) yield { path, message, help: 'A target of nothing promises nothing.' }
  else if (compare(value, all) === 0 && !upTo)
    yield { path, message, help: 'All of it leaves no error budget: the first error would break it for good.' }
  else if (compare(value, all) > 0) yield { path, message, ...helpAbove(key, value, whole) }
  else if (whole === 100 && compare(value, ONE) < 0)
    yield {
      path,
      severity: 'warning',
      message: `Unexpected ${text} per cent, expected per cent and not a share of 1.`,
      help: `Write \`${key}: 99.9\` for a share of 0.999.`,
    }
}

/** 99.9 where a share of 1 is expected means per cent. */
const helpAbove = (key: string, value: Rational, whole: 1 | 100): Pick<SloProblem, 'help'> =>
  whole === 1 && compare(value, ONE) > 0 && compare(value, rational(100n)) < 0 && key === 'target'
    ? { help: 'Per cent? Write it as `targetPercent`.' }
    : {}

/** OpenSLO and Kubernetes call things by labels of RFC 1123, §2.1: small letters, digits and hyphens, 63 at most. */
export function* dnsLabel(name: string, path: Path): Generator<SloProblem> {
  if (/^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/.test(name)) return
  const meant = name
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '-')
    .slice(0, 63)
    .replaceAll(/^-|-$/g, '')
  yield {
    path,
    message: `Unexpected name ${JSON.stringify(name.slice(0, 80))}, expected small letters, digits and hyphens, at most 63, a letter or digit at both ends.`,
    ...(meant === '' ? {} : { help: `Did you mean \`${meant}\`?` }),
  }
}
