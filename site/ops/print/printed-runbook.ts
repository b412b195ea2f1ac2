import type { ElementContent } from 'hast'
import { relativeTarget } from '#model/records/relative-link'
import { writeTight } from '../../shared/markdown'
import type { OpsLocals } from '../locals'
import { printedId } from '../print-address'
import { element, rootOf } from '../runbook/nodes.ts'
import { runbookParts, type TextOptions } from '../runbook/text.ts'
import { mistakesText } from '../mistakes.ts'
import { dayText, durationText } from '../time'
import type { Contact } from '../view/contact'
import type { EscalationStep } from '../view/reach'
import type { PrintedRunbook, PrintedTeam } from '../view/print'
import { pageOf, type PageReference } from '../view/reference'
import { oneOfMany } from './one-of-many.ts'

/** Whose runbook it is. */
export type RunbookTeam = Pick<PrintedTeam, 'id' | 'name'>
type Around = Pick<OpsLocals, 'href' | 'linkFrom'> & {
  /** Pictures that have their room on the page, by path. */
  pictures: Readonly<Record<string, string>>
}

const CALL = 'ev:call'

/**
 * A runbook as the page of all of them holds it, in HTML: as its own page shows it, without what needs a site, no states
 * and no links to try a query out. Ids in it begin with `PLACE`.
 */
export function printedRunbook(runbook: PrintedRunbook, team: RunbookTeam, around: Around): string {
  const { href, linkFrom, pictures } = around
  const { id, title, markdown, file } = runbook
  const options: TextOptions = {
    title,
    link: linkFrom(file),
    image: (url) => {
      const path = relativeTarget(file, url) ?? ''
      return Object.hasOwn(pictures, path) ? (pictures[path] ?? null) : null
    },
    placeholders: runbook.placeholders,
    tryOut: () => null,
    exits: {
      runbook: (other) => {
        const known = runbook.runbooks[other]
        return { title: known?.title ?? other, href: known?.page ? href(known.page) : null }
      },
      person: (who) => ({ name: who, href: `#${CALL}` }),
    },
  }
  const parts = runbookParts(markdown, options)
  const body = rootOf([
    ...parts.flatMap((part) => [
      ...(part.heading === '' ? [] : [element('h2', { id: part.id }, part.heading)]),
      ...part.root.children,
    ]),
    ...calling(runbook, team, around),
  ])
  oneOfMany(body)
  const head = rootOf([element('h2', {}, title), facts(runbook, team)])
  const anchor = printedId(pageOf('runbook', id)) ?? ''
  const [open = '', close = ''] = writeTight(
    rootOf([element('article', { className: ['prose'], id: anchor }, '\n')]),
  ).split('\n')
  return `${open}${writeTight(head)}${writeTight(body)}${close}`
}

/** What it is of, in lines. */
function facts(runbook: PrintedRunbook, team: RunbookTeam): ElementContent {
  const { id, severity, services, owner, tested, due, failed, alerts, aliases, placeholders, mistakes } = runbook
  const test =
    failed !== null
      ? `Didn’t work in ${failed}`
      : tested !== null
        ? `Tested ${dayText(tested)}`
        : mistakes > 0
          ? ''
          : 'Never tested'
  const first = [
    id,
    severity === undefined ? '' : `usually ${severity}`,
    services.map(({ title, id: own }) => title ?? own).join(', '),
    [owner, team.name].filter(Boolean).join(', '),
    failed === null && due !== null ? `${test}, due ${dayText(due)}` : test,
  ]
  const values = Object.entries(placeholders).filter(([, value]) => value !== '')
  const lines = [
    mistakes === 0 ? [] : [element('strong', {}, mistakesText('runbook', mistakes))],
    [first.filter((one) => one !== '').join(' \u00b7 ')],
    alerts.length + aliases.length === 0
      ? []
      : [
          'Alerts: ',
          element('code', {}, alerts.join(', ')),
          ...(aliases.length === 0 ? [] : [' once ', element('code', {}, aliases.join(', '))]),
        ],
    values.flatMap(([name, value], i) => [
      i > 0 ? ', ' : '',
      element('code', {}, name),
      ' is ',
      element('code', {}, value),
    ]),
  ].filter(({ length }) => length > 0)
  return element(
    'p',
    { className: ['m'] },
    ...lines.flatMap((line, i) => (i > 0 ? [element('br', {}), ...line] : line)),
  )
}

/** Whom to call, and where to look. */
function calling({ escalation, dashboards, file }: PrintedRunbook, team: RunbookTeam, { href, linkFrom }: Around) {
  const own = escalation.length > 0
  const target = (url: string) => (/^(https?:\/\/|mailto:)/i.test(url) ? url : linkFrom(file)(url))
  return [
    own || team.id !== ''
      ? element(
          'p',
          { id: CALL },
          'Call: ',
          own ? null : element('a', { href: href(pageOf('team', team.id)) }, team.name),
        )
      : null,
    own
      ? element('ol', { className: ['calls'] }, ...escalation.map((step) => element('li', {}, ...stepOf(step, href))))
      : null,
    dashboards.length === 0
      ? null
      : element(
          'p',
          {},
          'Dashboards: ',
          ...dashboards.flatMap((url, i) => {
            const to = target(url)
            return [i > 0 ? ', ' : '', linkTo(to, to === null ? url : lastOf(url))]
          }),
        ),
  ].filter((one) => one !== null)
}

function stepOf(
  { after, how, who, name, contacts, teams }: EscalationStep,
  href: OpsLocals['href'],
): (ElementContent | string)[] {
  const unknown =
    who.kind !== 'person'
      ? ''
      : who.astray !== null
        ? ` ${who.astray}`
        : contacts.length + teams.length === 0
          ? ' nobody has said how'
          : ''
  // A page to page somebody by is behind the word; paper has addresses written out.
  const [page] = contacts.filter(({ url }) => url !== null && /^https?:/i.test(url))
  return [
    after === null ? '' : `${after === 0 ? 'Now' : `After ${durationText(after)}`}: `,
    linkTo(page?.url ?? null, how),
    ' ',
    referTo(who.ref, href),
    name === null ? '' : ` ${name}`,
    unknown,
    ...waysTo(contacts.filter((one) => one !== page)),
    ...teams.flatMap(({ team, contacts: ways }) => [', team ', referTo(team, href), ...waysTo(ways)]),
  ]
}

const waysTo = (contacts: readonly Contact[]) => contacts.flatMap(({ text, url }) => [' ', linkTo(url, shortUrl(text))])

const referTo = ({ id, title, page }: PageReference, href: OpsLocals['href']) =>
  linkTo(page === null ? null : href(page), title ?? id)

const linkTo = (url: string | null, words: string): ElementContent | string =>
  url === null ? words : element('a', { href: url }, words)

const shortUrl = (text: string): string => text.replace(/^(https?:\/\/|mailto:)/, '')

/** What a dashboard is called in its address: the end of its path, or its host. */
const lastOf = (url: string): string => {
  const path = shortUrl(url).split(/[?#]/, 1)[0] ?? ''
  return path.split('/').findLast((part) => part !== '') ?? url
}
