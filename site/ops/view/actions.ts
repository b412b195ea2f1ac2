import { compare } from '#model/order'
import type { Incident } from '#model/records/incident'
import type { CalendarDate, Instant } from '#model/time'
import { isLate } from './action.ts'
import type { Ops } from './index.ts'
import { party, type Party } from './people.ts'
import { refer, type PageReference, titleInList } from './reference.ts'
import { some, type Some } from './rows.ts'

/** What is still to be done after an incident. */
export interface ActionRow {
  title: string
  /** Null where nobody has it. */
  owner: Party | null
  /** The owner's teams, or the owner where that is one. */
  teams: PageReference[]
  due: CalendarDate | null
  late: boolean
  kind: string | null
  link: string | null
  incident: PageReference
  severity: Incident['severity']
  /** The file that it stands in. */
  file: string
}

/** Open actions of somebody, or of a team. */
export interface ActionCount {
  who: PageReference | null
  open: number
  late: number
}

/** What the page of all actions shows, as of now. */
export interface ActionsPage {
  as_of: Instant
  open: Some<ActionRow>
  late: number
  done: number
  dropped: number
  owners: Some<ActionCount>
  teams: Some<ActionCount>
}

const MOST = 500
const MOST_COUNTS = 30

/** Every open action, what is overdue first, then by day; what has no day comes last. */
export function actionsPage(ops: Ops): ActionsPage {
  const { catalog, now } = ops
  const all = catalog.incidents.flatMap((incident) => incident.actions.map((action) => ({ incident, action })))
  const open = all.filter(({ action }) => action.status === 'open')
  const rows = open
    .map(({ incident, action }): ActionRow => {
      const owner = action.owner === undefined ? null : party(ops, action.owner)
      return {
        title: titleInList(action.title),
        owner,
        teams: owner === null ? [] : owner.kind === 'team' ? [owner.ref] : owner.teams,
        due: action.due ?? null,
        late: isLate(action, now),
        kind: action.kind ?? null,
        link: action.link ?? null,
        incident: refer('incident', incident.id, incident),
        severity: incident.severity,
        file: incident.file,
      }
    })
    .toSorted((a, b) => compare(a.due ?? '9999-12-31', b.due ?? '9999-12-31') || compare(a.severity, b.severity))
  return {
    as_of: now,
    open: some(rows, MOST, (row) => row),
    late: rows.filter(({ late }) => late).length,
    done: all.filter(({ action }) => action.status === 'done').length,
    dropped: all.filter(({ action }) => action.status === 'dropped').length,
    owners: some(
      counts(rows, ({ owner }) => [owner?.ref ?? null]),
      MOST_COUNTS,
      (one) => one,
    ),
    teams: some(
      counts(rows, ({ teams }) => teams),
      MOST_COUNTS,
      (one) => one,
    ),
  }
}

/** The most overdue first, then the most open. */
function counts(
  rows: readonly ActionRow[],
  whose: (row: ActionRow) => readonly (PageReference | null)[],
): ActionCount[] {
  const found = new Map<string, ActionCount>()
  for (const row of rows)
    for (const who of whose(row)) {
      const key = who?.page ?? who?.id.toLowerCase() ?? ''
      const one = found.get(key) ?? { who, open: 0, late: 0 }
      one.open += 1
      if (row.late) one.late += 1
      found.set(key, one)
    }
  return [...found.values()].toSorted((a, b) => b.late - a.late || b.open - a.open)
}
