import { englishTime, shortMonth } from '#model/english-time'
import { leftWords, mostlyBy } from '#model/gate/budget-words'
import { withHiddenShown } from '#model/records/hidden-signs'
import { withinSentence } from '#model/records/plain-line'
import type { HandedChange, HandedEvent, HandedIncident, Handover } from '#model/shift/handover'
import type { NamedKind } from '#model/shift/named-record'
import type { SettingChange } from '#model/shift/setting-change'
import type { ManyWaiting } from '#model/shift/gathered'
import type { WaitingRecord } from '#model/shift/waiting'
import type { AffectedBudget } from '#model/slo/demand'
import { durationWords, type Instant } from '#model/time'
import { plain } from './gate/escape.ts'

/** One thing of a handover, in words that are yet to be made fit for where they stand. */
export interface HandoverLine {
  /** When and what, where that comes first: `10:25 public update is promised`. */
  lead: string | null
  record: { kind: NamedKind; id: string } | null
  /** Where it is many things: which list has them. */
  list?: ManyWaiting['list']
  name: string
  facts: string[]
}

/** A part of a handover. */
export interface HandoverSection {
  title: string
  /** What is said where it has no lines. */
  none: string
  lines: HandoverLine[]
}

/** The parts of a handover, in the order in which it is told. Times are those of a zone. */
export function handoverSections(view: Handover, timeZone: string): HandoverSection[] {
  const { now, open, unread, closed, running, finished, budgets, next, waiting, settings } = view
  const at = clockIn(timeZone, now)
  const sections: HandoverSection[] = [
    {
      title: 'Open incidents',
      none: 'None.',
      lines: [
        ...unread.map(({ id, title }) => ({
          lead: null,
          record: { kind: 'incident' as const, id },
          name: title,
          facts: ['its record is broken, and may be of one that goes on'],
        })),
        ...open.map((one) => incidentLine(one, at, now)),
      ],
    },
    { title: 'Closed since', none: 'None.', lines: closed.map((one) => incidentLine(one, at, now)) },
    { title: 'Changes running', none: 'None.', lines: running.map((one) => runningLine(one, at)) },
    { title: 'Changes ended since', none: 'None.', lines: finished.map((one) => finishedLine(one, at)) },
    { title: 'Error budgets that run short', none: 'None.', lines: budgets.map(budgetLine) },
    { title: 'Next 24 hours', none: 'Nothing is planned.', lines: next.map((one) => comingLine(one, at)) },
    {
      title: 'Waits for somebody',
      none: 'Nothing.',
      lines: waiting.map((one) => (one.kind === 'many' ? manyLine(one) : waitingLine(one, at, now))),
    },
    {
      title: 'Changed settings',
      none: settings === null ? 'Not known: git does not say.' : 'None.',
      lines: (settings ?? []).map((one) => settingLine(one, at)),
    },
  ]
  return sections.map((one) => ({
    ...one,
    lines: one.lines.map((line) => ({ ...line, name: withinSentence(line.name) })),
  }))
}

/** How a handover is written down. */
export interface HandoverForm {
  markdown: boolean
  timeZone: string
  /** Of the company. */
  name: string
}

/** A handover as one text to copy: plain lines, or Markdown in which nothing of the content is markup. Ends with a line break. */
export function handoverText(view: Handover, { markdown, timeZone, name }: HandoverForm): string {
  const said = markdown ? (text: string) => plain(text) : oneLine
  const line = ({ lead, record, name: title, facts }: HandoverLine): string => {
    const id = record !== null && isNumbered(record.id) ? (markdown ? `**${said(record.id)}** ` : `${record.id} `) : ''
    return `${lead === null ? '' : `${said(lead)}: `}${[`${id}${said(title)}`, ...facts.map(said)].join('; ')}`
  }
  const title = `Handover, ${said(name)}: ${whole(view.since, timeZone)} to ${whole(view.now, timeZone)}`
  const sections = handoverSections(view, timeZone).flatMap(({ title: of, none, lines }) => {
    const heading = lines.length === 0 ? of : `${of} (${lines.length})`
    return markdown
      ? ['', `## ${heading}`, '', ...(lines.length === 0 ? [none] : lines.map((one) => `- ${line(one)}`))]
      : ['', heading, ...(lines.length === 0 ? [`  ${none}`] : lines.map((one) => `  - ${line(one)}`))]
  })
  return `${[markdown ? `# ${title}` : title, '', `Times in ${timeZone}.`, ...sections].join('\n')}\n`
}

const isNumbered = (id: string): boolean => /^(?:CHG|INC)-\d/.test(id)
const oneLine = (text: string) => withHiddenShown(text.replaceAll(/\s+/g, ' ').trim(), () => '\uFFFD')
type Clock = (instant: Instant) => string
const known = (...facts: (string | null)[]): string[] => facts.filter((fact) => fact !== null)

function incidentLine(one: HandedIncident, at: Clock, now: Instant): HandoverLine {
  const { id, title, severity, started, resolved, mitigated, commander, components, next_update } = one
  return {
    lead: null,
    record: { kind: 'incident', id },
    name: title,
    facts: known(
      severity,
      resolved === null
        ? `open since ${at(started)} (${durationWords(now - started)})${mitigated ? ', mitigated' : ''}`
        : `resolved ${at(resolved)}, after ${durationWords(Math.max(0, resolved - started))}`,
      components.length === 0
        ? null
        : components.map(({ name, status }) => `${withinSentence(name)}: ${status.replaceAll('_', ' ')}`).join(', '),
      commander === null
        ? resolved === null
          ? 'nobody leads'
          : null
        : `${commander} ${resolved === null ? 'leads' : 'led'}`,
      next_update === null
        ? null
        : next_update <= now
          ? `public update was due ${at(next_update)}`
          : `next public update by ${at(next_update)}`,
    ),
  }
}

const runningLine = ({ id, title, risk, implementer, from, to }: HandedChange, at: Clock): HandoverLine => ({
  lead: null,
  record: { kind: 'change', id },
  name: title,
  facts: known(
    from === null ? null : `since ${at(from)}`,
    to === null ? null : `until ${at(to)}`,
    risk === null ? null : `${risk} risk`,
    implementer,
  ),
})

const finishedLine = ({ id, title, status, implementer, to }: HandedChange, at: Clock): HandoverLine => ({
  lead: null,
  record: { kind: 'change', id },
  name: title,
  facts: known(`${status.replaceAll('_', ' ')}${to === null ? '' : ` ${at(to)}`}`, implementer),
})

const budgetLine = (one: AffectedBudget): HandoverLine => ({
  lead: null,
  record: { kind: 'slo', id: one.slo },
  name: one.budget.slo.name,
  facts: [`${leftWords(one, durationWords)}${mostlyBy(one, durationWords)}`, `of ${one.service}`],
})

const comingLine = ({ at: when, what, title, record, who }: HandedEvent, at: Clock): HandoverLine => ({
  lead: `${at(when)} ${what}`,
  record,
  name: title,
  facts: known(who),
})

/** What was due on a day waits since the next one began. */
const MIDNIGHT = /, 00:00$/

const waitingLine = ({ record, file, what, who, asked, by }: WaitingRecord, at: Clock, now: Instant): HandoverLine => ({
  lead: null,
  record,
  name: record === null ? file : record.title,
  facts: known(
    what,
    by === null ? null : by > now ? `by ${at(by)}` : `since ${at(by).replace(MIDNIGHT, '')}`,
    asked.length > 0 ? asked.join(', ') : who.length > 0 ? who.join(', ') : 'nobody is named',
  ),
})

const manyLine = ({ count, words, list, who }: ManyWaiting): HandoverLine => ({
  lead: null,
  record: null,
  list,
  name: `${count.toLocaleString('en')} ${words}`,
  facts: who.length === 0 ? [] : [who.map((one) => `${one.who} ${one.count.toLocaleString('en')}`).join(', ')],
})

const settingLine = ({ file, how, at: when, by, subject }: SettingChange, at: Clock): HandoverLine => ({
  lead: null,
  record: null,
  name: file,
  facts: [`${how} ${at(when)} by ${by}`, subject],
})

/** `09:12`, with its day where that isn't the one of the handover. */
function clockIn(timeZone: string, now: Instant): Clock {
  const today = englishTime(now, timeZone)
  return (instant) => {
    const { day, month, year, time } = englishTime(instant, timeZone)
    if (day === today.day && month === today.month && year === today.year) return time
    return `${day} ${shortMonth(month)}${year === today.year ? '' : ` ${year}`}, ${time}`
  }
}

function whole(instant: Instant, timeZone: string): string {
  const { day, month, year, time } = englishTime(instant, timeZone)
  return `${day} ${shortMonth(month)} ${year}, ${time}`
}
