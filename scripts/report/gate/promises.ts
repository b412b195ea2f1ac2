import type { Backtest } from '#model/slo/backtest'
import type { MeasuredBacktest } from '#model/slo/measured-backtest'
import type { PromiseTested, PromiseTold } from '#model/slo/told-promises'
import { windowWords } from '#model/slo/windows'
import { percentText } from '#model/records/objective'
import { decimalTowardsZero, multiply, rational, type Rational } from '#model/rational'
import type { GateVerdict } from '#model/gate/verdict'
import { printable } from '../text.ts'
import { prose } from './escape.ts'
import { momentWords } from './moments.ts'
import { capital, count } from './words.ts'

/** What becomes of error budgets with what a pull request makes of SLOs, for its report. None where it leaves them. */
export function promiseBlocks({ promises }: GateVerdict): string[] {
  const { told } = promises
  if (told.length === 0) return []
  const more = moreThan(promises)
  return [
    '### What the SLOs would have meant',
    [
      ...told.slice(0, SHOWN).map((one) => {
        const [first = '', ...others] = promiseSentences(one)
        return [`- ${prose(first, LONG)}`, ...others.map((sentence) => `  ${prose(sentence, LONG)}`)].join('\n')
      }),
      ...(more > 0 ? [`- … and ${count(more, 'more SLO')}`] : []),
    ].join('\n'),
  ]
}

/** The same for terminals. */
export function promisesText({ promises }: GateVerdict): string[] {
  const more = moreThan(promises)
  return [
    ...promises.told.slice(0, SHOWN).map((one) => `${promiseSentences(one).map(asText).join('\n  ')}\n`),
    ...(more > 0 ? [`… and ${count(more, 'more SLO')}\n`] : []),
  ]
}

const asText = (sentence: string): string => printable(sentence.replaceAll('`', ''))

/** More SLOs than this are only counted. */
const SHOWN = 12
const moreThan = ({ told, more }: GateVerdict['promises']): number => more + Math.max(0, told.length - SHOWN)
const LONG = 1200

/** In sentences in which `…` stands for code: what changes, what incidents say of it, and what measurements do. */
function promiseSentences(told: PromiseTold): string[] {
  const { before, after } = told
  const measured = figureWords(after?.measured ?? null, before?.measured ?? null, told)
  return [
    headWords(told),
    ...figureWords(after?.incidents ?? null, before?.incidents ?? null, told),
    ...(measured.length > 0 ? [`By what was measured: ${measured.join(' ')}`] : []),
  ]
}

function headWords({ slo, objective, before, after }: PromiseTold): string {
  const name = `\`${slo}\`${objective === null ? '' : ` (${objective})`}`
  if (!after) return `${name} goes, and with it ${before ? whole(before) : ''}.`
  if (!before) return `${name} is new: ${whole(after)}.`
  const moved = before.service === after.service ? '' : `, and from \`${before.service}\` to \`${after.service}\``
  if (short(before, after) === short(after, before) && moved !== '')
    return `${name} goes from \`${before.service}\` to \`${after.service}\`.`
  return `${name} goes from ${short(before, after)} to ${short(after, before)}${moved}.`
}

const targetWords = ({ target }: PromiseTested): string => `${percentText(target)} %`
const whole = (one: PromiseTested): string => `${targetWords(one)} ${windowWords(one.window)}`

/** Under what a figure stands, beside the other promise: `at 99.9 %`, or of which service where only that differs. */
const tag = (one: PromiseTested, other: PromiseTested): string =>
  short(one, other) === short(other, one) ? `for \`${one.service}\`` : `at ${short(one, other)}`

/** What tells one promise from the other: the target, and the window where it is another one. */
function short(one: PromiseTested, other: PromiseTested): string {
  if (windowWords(one.window) !== windowWords(other.window)) return whole(one)
  return targetWords(one)
}

type Figure = Backtest | MeasuredBacktest

/** What a figure says of the promise that is to be, beside the one that was. */
function figureWords(after: Figure | null, before: Figure | null, told: PromiseTold): string[] {
  const { before: earlier, after: later } = told
  if (!later) return before ? goneWords(before) : []
  const was = earlier === null ? null : before
  const aside = (words: string) => (earlier ? ` (${tag(earlier, later)}: ${words})` : '')
  const begin = earlier ? `${capital(tag(later, earlier))} the` : 'The'
  if (!after) return later.incidents ? [] : [`${begin} target leaves no budget to be spent${aside(daysWords(was))}.`]
  const { days, worst, share } = after
  const isFelt = worst !== null && worst.share.num < worst.share.den
  return [
    `${begin} budget would have been spent on ${daysWords(after)} of the last ${days}${aside(was ? String(was.spent_days) : 'no budget')}.`,
    ...(isFelt
      ? [
          `At worst ${shareWords(worst.share)} of it was left, ${momentWords(worst.at)}${aside(shareOr(was?.worst?.share))}.`,
        ]
      : []),
    ...(share ? [`Now ${shareWords(share)} would be left${aside(shareOr(was?.share))}.`] : []),
  ]
}

const shareOr = (share: Rational | null | undefined): string => (share ? shareWords(share) : 'unknown')

function goneWords(figure: Figure): string[] {
  const { days, share } = figure
  return [
    `Its budget was spent on ${daysWords(figure)} of the last ${days}${share ? `; ${shareWords(share)} is left now` : ''}.`,
  ]
}

const daysWords = (figure: Figure | null): string =>
  figure === null ? 'no budget' : figure.spent_days === 0 ? 'no day' : count(figure.spent_days, 'day')

/** `92.6 %`: neither what is left nor what is overdrawn looks larger than it is. */
const shareWords = (share: Rational): string =>
  `${decimalTowardsZero(multiply(share, rational(100n)), 1)
    .replace(/\.0$/, '')
    .replace('-', '−')} %`
