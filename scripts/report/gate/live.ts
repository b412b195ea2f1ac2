import { englishTime } from '#model/english-time'
import { aheadWords, localTimeQuestion } from '#model/local-time'
import { MINUTE, type Instant } from '#model/time'
import { momentWords } from './moments.ts'

/** What a report tells times by. */
export interface Clocks {
  now: Instant
  /** Of the site. */
  timeZone: string
}

/** `…, 13:03 UTC (14:03 in Europe/Berlin), in 48 minutes. Local time? 13:03 in Europe/Berlin is 12:03Z` */
export function aheadOf(time: Instant, { now, timeZone }: Clocks): string {
  const local = englishTime(time, timeZone)
  const utc = englishTime(time, 'UTC')
  const there =
    local.time === utc.time && local.day === utc.day
      ? ''
      : ` (${local.day === utc.day ? '' : `${local.day} ${local.month}, `}${local.time} in ${timeZone})`
  const wait = time - now < MINUTE ? 'in a moment' : `in ${aheadWords(time - now)}`
  const question = localTimeQuestion(time, timeZone)?.question.replace(/\.$/, '')
  return `${momentWords(time)}${there}, ${wait}${question === undefined ? '' : `. ${question}`}`
}

/** `is past, for 20 minutes` */
export const pastWords = (time: Instant, now: Instant): string =>
  now - time < MINUTE ? 'is now' : `is past, for ${aheadWords(now - time)}`
