import { closest, distance } from 'fastest-levenshtein'

/* What somebody probably meant: values and ids that are nearly right, at 3 AM, typed on a phone. */

/** Words that people use for values of ours, in whatever field such a value is known. */
const MEANT: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    operational: ['ok', 'up', 'green', 'working', 'normal', 'fine', 'available', 'healthy', 'none'],
    degraded_performance: ['degraded', 'slow', 'yellow', 'performance', 'degradedservice', 'impaired'],
    partial_outage: ['partial', 'partiallydown', 'partialdown', 'orange', 'minoroutage', 'partialdowntime'],
    major_outage: ['down', 'outage', 'major', 'full', 'fulloutage', 'red', 'offline', 'unavailable', 'totaloutage'],
    under_maintenance: ['maintenance', 'inmaintenance', 'blue', 'maintaining'],
    investigating: ['new', 'open', 'opened', 'started', 'investigate', 'triage', 'looking'],
    identified: ['found', 'cause', 'causefound', 'identify', 'fixing'],
    monitoring: ['watching', 'monitor', 'mitigated', 'observing', 'fixapplied'],
    resolved: ['fixed', 'closed', 'done', 'solved', 'over', 'resolve', 'completed', 'finished'],
    scheduled: ['planned', 'announced', 'upcoming'],
    in_progress: ['started', 'running', 'ongoing', 'progress', 'begun', 'wip', 'implementing'],
    verifying: ['verify', 'checking', 'testing'],
    completed: ['done', 'complete', 'finished', 'closed', 'over', 'implemented', 'deployed', 'resolved'],
    cancelled: ['canceled', 'cancel', 'withdrawn', 'calledoff'],
    proposed: ['open', 'pending', 'review', 'inreview', 'requested', 'submitted', 'new'],
    approved: ['accepted', 'scheduled', 'ok', 'approve', 'authorised', 'authorized'],
    rolled_back: ['rollback', 'reverted', 'backedout', 'rolledout'],
    aborted: ['stopped', 'failed', 'abort'],
    rejected: ['declined', 'denied', 'refused'],
    done: ['finished', 'complete', 'completed', 'held', 'over'],
    in_review: ['review', 'reviewing'],
    dropped: ['wontfix', 'cancelled', 'canceled'],
    customer: ['customers', 'user', 'users', 'support'],
    'SEV-1': ['1', 'p1', 's1', 'sev1', 'severity1', 'critical', 'p0', 'sev0'],
    'SEV-2': ['2', 'p2', 's2', 'sev2', 'severity2', 'high', 'major'],
    'SEV-3': ['3', 'p3', 's3', 'sev3', 'severity3', 'medium', 'minor'],
    'SEV-4': ['4', 'p4', 's4', 'sev4', 'severity4', 'low', 'info', 'sev5', 'p5'],
    critical: ['sev1', 'p1', 'highest', 'blocker', 'severe'],
    major: ['sev2', 'p2', 'high', 'big'],
    minor: ['sev3', 'p3', 'low', 'small', 'medium'],
    emergency: ['urgent', 'hotfix', 'expedited'],
    normal: ['regular', 'minor', 'major'],
    standard: ['preapproved', 'routine'],
    reliability: ['stability', 'bugfix', 'fix', 'performance', 'maintenance'],
    feature: ['enhancement', 'change', 'improvement'],
    automatic: ['auto', 'automated', 'true'],
    manual: ['byhand', 'hand', 'false', 'manually'],
    all: ['*', 'everything', 'any', 'allservices', 'alle', 'todos', 'tous'],
    hard: ['full', 'total', 'strict'],
    '>': ['gt', 'above', 'over', 'greaterthan', 'morethan'],
    '>=': ['gte', 'ge', '=>'],
    '<': ['lt', 'below', 'under', 'lessthan'],
    '<=': ['lte', 'le', '=<'],
    '==': ['eq', '=', 'equals', 'is'],
    '!=': ['ne', '<>', 'not'],
    mon: ['monday', 'montag', 'lundi', 'lunes', 'mo'],
    tue: ['tuesday', 'dienstag', 'mardi', 'martes', 'tues', 'tu', 'di'],
    wed: ['wednesday', 'mittwoch', 'mercredi', 'we', 'mi'],
    thu: ['thursday', 'donnerstag', 'jeudi', 'jueves', 'thur', 'thurs', 'th', 'do'],
    fri: ['friday', 'freitag', 'vendredi', 'viernes', 'fr'],
    sat: ['saturday', 'samstag', 'samedi', 'sa'],
    sun: ['sunday', 'sonntag', 'dimanche', 'domingo', 'su', 'so'],
  }),
)

/** Letters, digits and signs alone: `Partial-Outage` and `partial outage` are one. */
const bare = (text: string): string => text.toLowerCase().replaceAll(/[-_\s.]/g, '')

/** The value that was probably meant; null where none is near. */
export function meant(written: string, values: readonly string[]): string | null {
  const [only] = values
  if (values.length === 1 && only !== undefined)
    return bare(written) === bare(only) || MEANT.get(only)?.includes(bare(written)) ? only : null
  const plain = bare(written)
  const same =
    values.find((value) => bare(value) === plain) ?? values.find((value) => MEANT.get(value)?.includes(plain))
  if (same !== undefined) return same
  const within = mentioned(written, values)
  if (within !== null) return within
  const near = closest(plain, values.map(bare))
  const value = values.find((one) => bare(one) === near)
  return value !== undefined && plain.length > 2 && distance(plain, near) <= Math.max(2, Math.floor(near.length / 4))
    ? value
    : null
}

/** The value that a longer text names, last where it names several: "duplicate of INC-2026-0002". */
function mentioned(written: string, values: readonly string[]): string | null {
  const words = written
    .slice(0, 200)
    .toLowerCase()
    .split(/[^\w-]+/)
  const word = words.findLast((one) => one.length > 3 && values.some((value) => value.toLowerCase() === one))
  return values.find((value) => value.toLowerCase() === word) ?? null
}

/** Keys that people write for one of ours, where that is known and free. */
const KEYS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    status: ['state'],
    state: ['status'],
    message: ['title'],
    summary: ['title', 'description'],
    name: ['title'],
    title: ['name'],
    heading: ['title'],
    subject: ['title'],
    component: ['components'],
    affected: ['components', 'services'],
    service: ['services'],
    systems: ['services'],
    sev: ['severity'],
    priority: ['severity'],
    level: ['severity', 'tier'],
    start: ['started', 'from'],
    begin: ['started', 'start', 'from'],
    began: ['started'],
    started_at: ['started'],
    start_time: ['started', 'start'],
    end: ['resolved', 'to', 'finished'],
    ended: ['resolved', 'finished'],
    end_time: ['resolved', 'end'],
    closed: ['resolved'],
    fixed: ['resolved'],
    resolved_at: ['resolved'],
    time: ['at'],
    date: ['at'],
    timestamp: ['at'],
    posted: ['at'],
    next: ['next_update'],
    next_update_at: ['next_update'],
    update: ['next_update'],
    owner: ['team', 'implementer', 'who'],
    assignee: ['implementer', 'owner'],
    author: ['requester'],
    requested_by: ['requester'],
    env: ['environment'],
    dependencies: ['depends_on'],
    needs: ['depends_on'],
    tz: ['time_zone'],
    timezone: ['time_zone'],
    website: ['url'],
    from: ['start', 'after'],
    to: ['end'],
    people: ['members'],
    users: ['members'],
    lead: ['leads'],
    incident: ['caused_by'],
    runbook: ['runbooks'],
    alert: ['alerts'],
    action_items: ['actions'],
    tasks: ['actions'],
    deadline: ['due'],
    language: ['lang', 'locale'],
    colour: ['color'],
    sli: ['indicator'],
    window: ['timeWindow', 'duration'],
    metricsourcetype: ['type'],
    datasourcespec: ['metricSource'],
    ic: ['commander'],
    incident_commander: ['commander'],
    tl: ['technical_lead'],
    tech_lead: ['technical_lead'],
    ops_lead: ['technical_lead'],
    comms: ['communications'],
    comms_lead: ['communications'],
    communications_lead: ['communications'],
  }),
)

/** The free key that one which isn't known was probably meant to be. */
export function meantKey(written: string, free: readonly string[]): string | null {
  const plain = bare(written)
  const same = free.find((key) => bare(key) === plain || bare(key) === `${plain}s` || `${bare(key)}s` === plain)
  const known = KEYS.get(written.toLowerCase().replaceAll('-', '_'))?.find((key) => free.includes(key))
  if (same !== undefined || known !== undefined) return same ?? known ?? null
  const ending = free.filter((key) => key.endsWith(`_${plain}`))
  if (ending.length === 1 && plain.length > 3) return ending[0] ?? null
  const near = nearestKey(written, free)
  return near !== null && distance(written, near) <= Math.max(2, written.length / 3) ? near : null
}

/** The known key with the fewest letters to change; null where none is known. */
export const nearestKey = (written: string, known: readonly string[]): string | null =>
  known.length > 0 ? closest(written, [...known]) : null

/** `@ana`, `ana `, `Ana <ana@…>` → `ana`; null where no handle can be made out. */
export function meantHandle(written: string): string | null {
  const found = /^@?([\p{L}\p{N}][\p{L}\p{N}._-]*)$/u.exec(written.trim())?.[1]
  return found ?? null
}

/** `2:00`, `2am`, `02.00`, `0200` → `02:00`. */
export function meantClock(written: string): string | null {
  if (written.length > 20) return null
  const match = /^\s*(\d{1,2})(?:[:.h](\d{2})?|(\d{2})(?=\s*$))?(?::\d{2})?\s*(am|pm|uhr|h)?\s*$/i.exec(written)
  if (!match) return null
  const [, hours = '', minutes, joined, half = ''] = match
  const hour = (Number(hours) % (/[ap]m/i.test(half) ? 12 : 25)) + (/pm/i.test(half) ? 12 : 0)
  const minute = Number(minutes ?? joined ?? 0)
  return hour > 24 || minute > 59 ? null : `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
