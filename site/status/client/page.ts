import { sayAgo, showByTime, spansIn } from './by-the-clock.ts'
import { momentIn, readersClock } from './clock.ts'
import { everyMinute } from './every-minute.ts'
import { inUtc, momentWriter } from './moment.ts'
import { newsIn } from './news.ts'
import { sameClock } from './same-clock.ts'
import { foldAway } from './told.ts'

/*
 * What the page already says, said for this reader: moments in their zone, what is going on by their clock, and a word
 * when the page is older than its data. Nothing here is needed to read it.
 */

const DAY = 86_400_000
/** Milliseconds after which a check that hangs has failed. */
const PATIENCE = 20_000

const root = document.documentElement
const clock = readersClock(root)
const locale = supported(root.dataset['locale'])
const write = momentWriter(locale)
const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
const spans = spansIn(document)
const shown = { asOf: momentIn(root, 'data-now'), state: root.dataset['state'] }

/** A tag that formats go by; undefined, which is the reader's own, where there is none. */
function supported(tag: string | undefined): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    return undefined
  }
}

function writeMoment(element: Element) {
  const moment = momentIn(element, 'datetime')
  if (Number.isNaN(moment)) return
  const text = write(moment, element.getAttribute('data-form'), clock())
  if (element.textContent !== text) element.textContent = text
  element.setAttribute('title', inUtc(moment))
}

function notice(name: string, needed: boolean) {
  for (const element of document.querySelectorAll(`[data-notice=${name}]`)) element.toggleAttribute('hidden', !needed)
}

let timer: ReturnType<typeof setTimeout> | undefined
function tick() {
  const now = clock()
  sayAgo(document, now, words)
  const next = showByTime(spans, now)
  notice('stale', now - shown.asOf > DAY)
  clearTimeout(timer)
  timer = setTimeout(tick, Math.min(60_000, Math.ceil(next - now)))
}

async function check(address: string) {
  const answer = await fetch(address, { cache: 'no-cache', signal: AbortSignal.timeout?.(PATIENCE) })
  const { kind, at } = newsIn(await answer.json(), shown)
  if (!answer.ok) throw new Error(answer.statusText)
  if (kind === 'old') return
  notice('newer', kind === 'newer')
  if (kind === 'newer') return
  shown.asOf = at
  for (const element of document.querySelectorAll('[data-asof]')) {
    element.setAttribute('datetime', new Date(at).toISOString())
    writeMoment(element)
  }
  tick()
}

for (const element of document.querySelectorAll('time[data-form]')) writeMoment(element)
// Who reads in UTC has it said already.
for (const element of document.querySelectorAll('[data-utc]'))
  element.toggleAttribute('hidden', new Date(momentIn(element, 'data-utc')).getTimezoneOffset() === 0)
for (const element of document.querySelectorAll('[data-zone]'))
  element.toggleAttribute('hidden', sameClock(element.getAttribute('data-zone'), clock()))
tick()
document.addEventListener('visibilitychange', tick)
addEventListener('pageshow', tick)
foldAway(document)

const { summary } = root.dataset
if (summary && location.protocol.startsWith('http'))
  everyMinute(
    () => check(summary),
    (failures) => notice('offline', failures > 1),
  )
