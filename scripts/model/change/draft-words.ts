import type { Criterion, RiskScores } from './draft.ts'
import { isMeasurable } from './metric-expression.ts'
import { parseDuration, parseInstant, type Instant } from '../time.ts'

type Parsed<T> = T | { error: string }

/** `3,2,2,1` → the four scores, in the order of the record. */
export function parseRisk(text: string): Parsed<RiskScores> {
  const scores = text.split(',').map((part) => part.trim())
  const [blast_radius, rollback_difficulty, complexity, timing, ...more] = scores.map(Number)
  const fit = scores.every((score) => /^[1-4]$/.test(score)) && more.length === 0
  return fit && blast_radius && rollback_difficulty && complexity && timing
    ? { blast_radius, rollback_difficulty, complexity, timing }
    : {
        error: `Unexpected ${JSON.stringify(text)}, expected four scores from 1 to 4 such as 3,2,2,1: blast radius, rollback difficulty, complexity, timing.`,
      }
}

/** `START/END`, or `START/2h30m` → a window that ends after it starts. */
export function parseWindow(text: string): Parsed<{ start: Instant; end: Instant }> {
  const [from = '', until = '', ...more] = text.split('/').map((part) => part.trim())
  if (until === '' || more.length > 0)
    return {
      error: `Unexpected ${JSON.stringify(text)}, expected a start and an end such as 2026-03-01T02:00:00Z/2026-03-01T04:00:00Z, or 2026-03-01T02:00:00Z/2h.`,
    }
  const start = parseInstant(from)
  if (typeof start !== 'number') return start
  const length = parseDuration(until)
  const end = typeof length === 'number' ? start + length : parseInstant(until)
  if (typeof end !== 'number') return end
  return end > start ? { start, end } : { error: 'Unexpected end at or before the start, expected a later time.' }
}

const CRITERION =
  /^(?<metric>.*\S)\s*(?<comparator>(?<![<>=!])(?:>=|<=|==|!=|>|<))\s*(?<threshold>[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(?:\s+for\s+(?<held>\S+?))?(?:\s*,?\s+(?<action>automatic|manual))?$/i
/** A longer one was written by no hand; the pattern tries each of its blanks. */
const LONGEST = 2000
const COMPARATORS: readonly Criterion['comparator'][] = ['>', '>=', '<', '<=', '==', '!=']

/** `redis_error_ratio > 0.01 for 5m automatic` → a criterion for rolling back; by hand unless it says otherwise. */
export function parseCriterion(text: string): Parsed<Criterion> {
  const read = text.length > LONGEST ? null : CRITERION.exec(text.trim())
  const { metric = '', threshold = '', held, action = 'manual', ...parts } = read?.groups ?? {}
  const comparator = COMPARATORS.find((one) => one === parts['comparator'])
  if (!comparator || !isMeasurable(metric))
    return {
      error: `Unexpected ${JSON.stringify(text.slice(0, LONGEST))}, expected a metric and its limit such as "http_error_ratio > 0.01 for 5m".`,
    }
  const duration = held === undefined ? undefined : parseDuration(held)
  if (typeof duration === 'object') return duration
  return {
    metric,
    comparator,
    threshold: Number(threshold),
    ...(duration === undefined ? {} : { for: duration }),
    action: action.toLowerCase() === 'automatic' ? 'automatic' : 'manual',
  }
}

/** `a, b` → its parts. */
export const parseList = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
