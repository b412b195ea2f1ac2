import { isSame, LENGTH, lengthOf, NUMBER, numberOf } from './quantity.ts'
import { plain, factsOf, type Recordings, type RuleFacts } from './rule-facts.ts'
import type { Alert } from '../records/alert.ts'
import type { Passage } from '../runbook/passages.ts'
import { queryTree, childrenOf, textOf } from '../slo/promql-tree.ts'
import { prometheusDuration } from '../slo/prometheus/go-text.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../time.ts'

/** Something that a runbook says of its alerts, and that none of their rules bears out. */
export interface Drift {
  passage: Passage
  /** Offsets in the passage of what it says. */
  from: number
  to: number
  kind: 'length' | 'share' | 'number' | 'label' | 'metric' | 'threshold'
  /** As it is written there. */
  says: string
  /** What the rules say instead, in words; empty where there is nothing of the kind in them. */
  rules: string
}

/**
 * What the passages of a runbook say that the rules of its alerts don't. Only what is said of the alert itself is
 * compared: lengths, shares and numbers with a word of comparison before them in the summary, and wherever a sentence
 * says when the alert fires; labels where they are called labels of the alert; metrics that are a slip away from one of
 * the rules'; and commands that are the alert's own expression with another number.
 */
export function driftIn(
  passages: readonly Passage[],
  alerts: readonly Alert[],
  recordings: Recordings,
  metrics: ReadonlySet<string>,
): Drift[] {
  const facts = alerts.map((alert) => factsOf(alert, recordings))
  // Of a rule that nobody can read nothing is known, so nothing is said of its runbook.
  if (facts.length === 0 || !facts.every((one) => one !== null)) return []
  return passages.flatMap((passage) => [
    ...(passage.code === null ? saidOf(passage, facts) : ownExpression(passage, facts)),
    ...labels(passage, facts),
    ...metricSlips(passage, facts, metrics),
  ])
}

const flags = 'giu'
const MARKS = '[*_`(]{0,3}'
/** Words with blanks or one line's end between them, for a pattern. */
const spaced = (words: string): string => words.replaceAll(' ', String.raw`\s{1,3}`)
/** Before a length: that something lasts so long, or counts over so long. */
const LASTING = spaced(
  String.raw`(?:\b(?:for(?: at least| more than| longer than| over)?|longer than|more than|over|at least|exceeds|less than|within|(?:over|in|during) the (?:last|past|next)|last|past)|[<>]=?)`,
)
const LENGTHS = new RegExp(String.raw`${LASTING}\s{1,3}${MARKS}(${LENGTH})`, flags)
/** Before a share or a number. */
const COMPARED = spaced(
  String.raw`(?:\b(?:more than|over|above|greater than|higher than|at least|exceeds?|exceeded|exceeding|less than|lower than|below|under|fewer than|at most|reached)|[<>]=?)`,
)
const SHARE = spaced(String.raw`${NUMBER}[\s\u00a0]{0,2}(?:%|percent\b|per cent\b)`)
const SHARES = new RegExp(String.raw`(?:${COMPARED}|\bat)\s{0,3}${MARKS}(${SHARE})`, flags)
/** What makes a length or a share of a number, or a count of something else. */
const NO_COUNT = spaced(
  String.raw`(?:%|percent|per cent|(?:ms|s|m|h|d|secs?|seconds?|mins?|minutes?|hours?|days?|weeks?|months?|years?|times)\b)`,
)
const COUNTS = new RegExp(
  String.raw`${COMPARED}\s{1,3}${MARKS}(${NUMBER})(?![\d.,]*\d)(?![\s\u00a0-]{0,3}${NO_COUNT})`,
  flags,
)

/** When the alert comes, outside of the summary. */
const FIRES =
  /\b(?:alert|rule)s?\b[^.]{0,80}\b(?:fires?|fired|triggers?|triggered|goes off|waits)\b|\bfires?\s+(?:when|after|if|once)\b/i

function* sentencesOf(text: string): Generator<{ text: string; from: number }> {
  let from = 0
  for (const { index, 0: end } of text.matchAll(/[.!?](?=\s)/g)) {
    yield { text: text.slice(from, index + end.length), from }
    from = index + end.length
  }
  yield { text: text.slice(from), from }
}

function saidOf(passage: Passage, facts: readonly RuleFacts[]): Drift[] {
  const isSummary = passage.sections.includes('Summary')
  return [...sentencesOf(passage.text)].flatMap((sentence) => {
    if (!isSummary && !FIRES.test(sentence.text)) return []
    const found = (
      pattern: RegExp,
      kind: Drift['kind'],
      judge: (says: string, before: string) => string | null,
    ): Drift[] =>
      [...sentence.text.matchAll(pattern)].flatMap((match) => {
        const says = match[1] ?? ''
        const rules = judge(says, match[0].slice(0, match[0].length - says.length))
        const from = sentence.from + match.index + match[0].length - says.length
        return rules === null ? [] : [{ passage, from, to: from + says.length, kind, says, rules }]
      })
    return [
      ...found(LENGTHS, 'length', (says, before) => otherLength(says, /^for\b/i.test(before), facts)),
      ...found(SHARES, 'share', (says) => otherShare(says, facts)),
      ...found(COUNTS, 'number', (says) => otherNumber(says, facts)),
    ]
  })
}

/** The most that is worth listing. */
const LISTED = 4
const listed = (all: readonly string[]): string => [...new Set(all)].slice(0, LISTED).join(', ')

/**
 * What the rules say where none has such a length; null where one has. What lasts for some time is a rule's `for`, not
 * the range that it looks back over, where it has both.
 */
function otherLength(says: string, lasts: boolean, facts: readonly RuleFacts[]): string | null {
  const length = lengthOf(says)
  if (length === null || length <= 0) return null
  const known = facts.flatMap(({ durations }) => {
    const lasting = lasts ? durations.filter(({ what }) => what !== 'range' && what !== 'offset') : []
    return lasting.length > 0 ? lasting : durations
  })
  const counted = [SECOND, MINUTE, HOUR, DAY, 1]
  if (known.some((one) => one.length === length)) return null
  if (facts.some(({ numbers }) => numbers.some((number) => counted.some((unit) => isSame(number * unit, length)))))
    return null
  return listed(known.map((one) => `\`${prometheusDuration(one.length)}\` (${one.what})`))
}

const isTelling = (value: number): boolean => Number.isFinite(value) && value !== 0 && Math.abs(value) !== 1

function otherShare(says: string, facts: readonly RuleFacts[]): string | null {
  const percent = numberOf(/^[^%\s\u00a0]+/.exec(says)?.[0] ?? '')
  if (Number.isNaN(percent)) return null
  const same = [percent / 100, percent, 1 - percent / 100, 100 - percent]
  const known = facts.flatMap(({ numbers }) => numbers)
  const compared = facts.flatMap(({ thresholds }) => thresholds.filter(({ value }) => isTelling(value)))
  // Two that are measured may be compared with each other: which share that is, can't be told.
  if (compared.length === 0 || known.some((number) => same.some((one) => isSame(one, number)))) return null
  return listed(compared.map(({ op, value }) => `\`${op === '' ? '' : `${op} `}${shown(value)}\``))
}

function otherNumber(says: string, facts: readonly RuleFacts[]): string | null {
  const number = numberOf(says)
  const compared = facts.flatMap(({ thresholds }) => thresholds.filter(({ value }) => Math.abs(value) > 1))
  const known = facts.flatMap(({ numbers }) => numbers)
  if (Number.isNaN(number) || number <= 1 || compared.length === 0) return null
  return known.some((one) => isSame(Math.abs(one), number))
    ? null
    : listed(compared.map(({ op, value }) => `\`${op === '' ? '' : `${op} `}${shown(value)}\``))
}

const shown = (value: number): string => String(Number(value.toPrecision(12)))

const NAME = '[a-zA-Z_][a-zA-Z0-9_]{0,60}'
const QUOTED = `\`(${NAME})\``
const NAMED = String.raw`${QUOTED}(?:(?:,| and|, and| or)\s${QUOTED})?`
const LABEL_BEFORE = new RegExp(String.raw`\blabels?\s${NAMED}`, flags)
const LABEL_AFTER = new RegExp(String.raw`${NAMED}\slabels?\b`, flags)
const LABEL_VALUE = new RegExp(String.raw`\bvalue of (?:the )?(${NAME})() label\b`, flags)
const IN_TEMPLATE = new RegExp(String.raw`(?:\$labels|\.Labels)\.(${NAME})()`, flags)

/** Labels that are said to be the alert's, and that it comes without. */
function labels(passage: Passage, facts: readonly RuleFacts[]): Drift[] {
  if (!facts.every((one) => one.labels !== null)) return []
  const known = new Set(facts.flatMap((one) => [...(one.labels ?? [])]))
  const by = [...new Set(facts.flatMap((one) => one.by))].map((name) => `\`${name}\``).join(', ')
  const found = new Map<number, Drift>()
  for (const sentence of sentencesOf(passage.text)) {
    const isAlerts = /\balert\b/i.test(sentence.text)
    const patterns =
      passage.code === null
        ? [...(isAlerts ? [LABEL_BEFORE, LABEL_AFTER] : []), IN_TEMPLATE]
        : [...(isAlerts ? [LABEL_VALUE] : []), IN_TEMPLATE]
    for (const pattern of patterns)
      for (const match of sentence.text.matchAll(pattern))
        for (const says of [match[1], match[2]]) {
          if (says === undefined || says === '' || known.has(says)) continue
          const from = sentence.from + match.index + match[0].lastIndexOf(says)
          found.set(from, { passage, from, to: from + says.length, kind: 'label', says, rules: by })
        }
  }
  return [...found.values()]
}

const METRIC = /(?<!\w)[a-z][a-z0-9_]{3,120}(?!\w)/g
const CODE = /`([^`\n]{3,200})`/g

/** Metrics that no rule knows, and that are one slip away from one of the alert's. */
function metricSlips(passage: Passage, facts: readonly RuleFacts[], known: ReadonlySet<string>): Drift[] {
  const own = [...new Set(facts.flatMap(({ metrics }) => [...metrics]))].filter((name) => name.length >= 8)
  const texts =
    passage.code === null
      ? [...passage.text.matchAll(CODE)].map(({ index, 1: text = '' }) => ({ text, from: index + 1 }))
      : ['promql', ''].includes(passage.code)
        ? [{ text: passage.text, from: 0 }]
        : []
  return texts.flatMap(({ text, from: start }) =>
    [...text.matchAll(METRIC)].flatMap(({ index, 0: says }) => {
      if (!says.includes('_') || known.has(says) || known.has(series(says))) return []
      const near = own.find((name) => isSlip(says, name))
      const from = start + index
      return near === undefined
        ? []
        : [{ passage, from, to: from + says.length, kind: 'metric' as const, says, rules: `\`${near}\`` }]
    }),
  )
}

/** A histogram is three series of one name. */
export const series = (name: string): string => name.replace(/_(?:bucket|sum|count)$/, '')

/** Whether two names of metrics differ by the ending of a counter, a plural, or one letter within. */
function isSlip(says: string, name: string): boolean {
  const [a, b] = [says, name].map((one) => series(one).replace(/_total$/, '')) as [string, string]
  if (a === b) return series(says) !== series(name) && (says.endsWith('_total') || name.endsWith('_total'))
  return a.split('_').length === b.split('_').length && a.replaceAll(/s(?=_|$)/g, '') === b.replaceAll(/s(?=_|$)/g, '')
}

/** A command that is the expression of the alert, with another number to compare it with. */
function ownExpression(passage: Passage, facts: readonly RuleFacts[]): Drift[] {
  if (passage.code !== 'promql') return []
  const tree = queryTree(passage.text)
  const whole = tree?.firstChild
  if (whole?.name !== 'BinaryExpr') return []
  const [left, , right] = [childrenOf(whole)[0], null, childrenOf(whole).at(-1)]
  if (!left || right?.name !== 'NumberDurationLiteral') return []
  const thresholds = facts
    .flatMap((one) => one.thresholds)
    .filter((one) => one.left === plain(textOf(passage.text, left)))
  const says = textOf(passage.text, right)
  if (thresholds.length === 0 || thresholds.some(({ value }) => isSame(value, Number(says)))) return []
  return [
    {
      passage,
      from: right.from,
      to: right.to,
      kind: 'threshold',
      says,
      rules: listed(thresholds.map(({ op, value }) => `\`${op} ${shown(value)}\``)),
    },
  ]
}
