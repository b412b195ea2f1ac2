import { ownersOf } from '#model/links'
import { momentsOf, type IncidentMoment } from '#model/incident/phases'
import { reviewWithin } from '#model/incident/review'
import { toldOf, type Told } from '#model/incident/told'
import type { Change } from '#model/records/change'
import { POSTMORTEM_FILE, publicFile } from '#model/records/content-layout'
import { isOpen, type Incident } from '#model/records/incident'
import { incidentCalls, type AlertCalls } from './alert-calls.ts'
import { actionWords, isLate } from './action.ts'
import type { Diagnostic } from '#model/diagnostic'
import { componentsNow, coursesOf, type ComponentNow } from './incident/components.ts'
import { drawingOf, type Drawing } from './incident/drawing.ts'
import { likeBeforeRows, type LikeBeforeRow } from './incident/like-before.ts'
import { postView, type PostView } from './incident/post.ts'
import { suspectsView, type SuspectsView } from './incident/suspects.ts'
import type { Ops } from './index.ts'
import { NOTHING_BESIDE, openBeside, type OpenBeside } from './open-beside.ts'
import { party, type Party } from './people.ts'
import { calleeOf, numbersOf, type Callee } from './reach.ts'
import { postedOf, type Posted } from './posted.ts'
import { pageOf, refer, type PageReference } from './reference.ts'
import { changeRow, incidentRow, some, type ChangeRow, type IncidentRow, type Some } from './rows.ts'
import { testOf } from './runbook.ts'
import { runbooksFor, runbooksOfServices } from './runbooks-for.ts'
import type { State } from './state.ts'
import { incidentBudget, type IncidentBudget } from './slo/incident-budget.ts'
import type { Duration, Instant } from '#model/time'

/** What the page of an incident shows. */
export interface IncidentPage {
  record: Incident
  /** While it is open. */
  as_of: Instant | null
  row: IncidentRow
  /** While it is open: what else is, on its services. */
  also_open: Some<OpenBeside>
  /** While it goes on with the numbers of who does what. */
  roles: { name: string; who: Party; callee: Callee | null }[]
  /** Of an open one, its components as they are now. */
  components: ComponentNow[]
  told: Told
  post: PostView | null
  drawing: Drawing | null
  moments: IncidentMoment[]
  suspects: SuspectsView
  actions: (Incident['actions'][number] & { owner_party: Party | null; late: boolean })[]
  /** What became of them; null where there are none. */
  action_words: string | null
  /** How long after its end it has to be reviewed; null where nobody asks for it. */
  review_within: Duration | null
  /** By when it has to be reviewed; null where nobody asks for it, or it isn't over. */
  review_due: Instant | null
  duplicate_of: PageReference | null
  posted: Posted[]
  /** The public one, and the file that it stands in. */
  postmortem: { markdown: string; file: string } | null
  public_url: string | null
  caused_by: ChangeRow[]
  /** Causes whose records were left out. */
  unknown_causes: PageReference[]
  /** Emergency changes that answered it. */
  answered_by: ChangeRow[]
  /** Those that it names; while it is open and names none, those of its alerts, and how far each can be trusted. */
  runbooks: Some<{ runbook: PageReference; test: State | null }>
  /** While it is open and has none: those of its services. */
  service_runbooks: Some<{ runbook: PageReference; test: State | null }>
  /** Whom to call while it is open. */
  calls: AlertCalls | null
  alerts: Some<PageReference>
  like_before: LikeBeforeRow[]
  duplicates: PageReference[]
  /** What it burned of error budgets. */
  budget: IncidentBudget | null
  /** What is wrong with its record. */
  errors: Diagnostic[]
}

const MOST_ALERTS = 20
const MOST_RUNBOOKS = 10

/** An incident's page: what goes on or went on, what was done about it, what may have caused it, what was learnt. */
export function incidentPage(ops: Ops, incident: Incident): IncidentPage {
  const { links, catalog, now } = ops
  const open = isOpen(incident, now)
  const causes = incident.caused_by.map((id) => ({ id, change: links.changes.get(id) }))
  const row = (change: Change) => changeRow(ops, change)
  const courses = coursesOf(ops, incident)
  const told = toldOf(incident, now)
  const within = reviewWithin(incident, catalog.policy)
  const runbooks = open ? runbooksFor(ops, incident) : incident.runbooks.map(({ id }) => id)
  const runbookNamed = (id: string) => {
    const runbook = links.runbooks.get(id)
    return { runbook: refer('runbook', id, runbook), test: open && runbook ? testOf(ops, runbook).state : null }
  }
  return {
    record: incident,
    errors: ops.errorsOf.get(incident.file) ?? [],
    as_of: open ? now : null,
    row: incidentRow(ops, incident),
    also_open: open ? openBeside(ops, incident.services, [incident]) : NOTHING_BESIDE,
    roles: Object.entries(incident.roles).flatMap(([name, handle]) =>
      handle === undefined
        ? []
        : [
            {
              name: name.replaceAll('_', ' '),
              who: party(ops, handle),
              callee: open ? numbersOf(calleeOf(ops, handle, 'phone', ownersOf(links, incident.services))) : null,
            },
          ],
    ),
    components: open ? componentsNow(ops, incident, courses) : [],
    told,
    post: postView(ops, incident),
    drawing: drawingOf(ops, incident, { courses, told }),
    moments: momentsOf(incident),
    suspects: suspectsView(ops, incident),
    actions: incident.actions.map((action) => ({
      ...action,
      owner_party: action.owner === undefined ? null : party(ops, action.owner),
      late: isLate(action, now),
    })),
    action_words: actionWords(incident.actions),
    review_within: within,
    review_due: within === null || open || incident.resolved === undefined ? null : incident.resolved + within,
    duplicate_of: incident.duplicate_of
      ? refer('incident', incident.duplicate_of, links.incidents.get(incident.duplicate_of))
      : null,
    posted: postedOf(ops, incident.updates),
    postmortem: incident.postmortem && {
      markdown: incident.postmortem.markdown,
      file: publicFile(incident.file, POSTMORTEM_FILE),
    },
    public_url: ops.publicAddresses.get(incident.file) ?? null,
    caused_by: causes.flatMap(({ change }) => (change ? [row(change)] : [])),
    unknown_causes: causes.flatMap(({ id, change }) => (change ? [] : [refer('change', id, undefined)])),
    answered_by: (ops.changesAnswering.get(incident.id) ?? []).map(row),
    runbooks: some(runbooks, MOST_RUNBOOKS, runbookNamed),
    service_runbooks: some(
      open && runbooks.length === 0 ? runbooksOfServices(ops, incident) : [],
      MOST_RUNBOOKS,
      runbookNamed,
    ),
    calls: open ? incidentCalls(ops, incident) : null,
    alerts: some(incident.alerts, MOST_ALERTS, (name) => alertReference(ops, name)),
    like_before: likeBeforeRows(ops, incident),
    duplicates: (ops.duplicatesOf.get(incident.id) ?? []).map((one) => refer('incident', one.id, one)),
    budget: incidentBudget(ops, incident),
  }
}

/** An alert leads to its page where some rule or runbook knows it. */
export const alertReference = ({ alertNames }: Ops, name: string): PageReference => {
  const known = alertNames.get(name.toLowerCase())?.[0]
  return { id: name, title: null, page: known === undefined ? null : pageOf('alert', known) }
}
