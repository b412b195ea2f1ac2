/*
 * Files that were meant to be records, or public updates, and lie where none is read from: nothing of them is judged,
 * or published. Each with the place where it would be.
 */

/** Folders whose name is a slip for one of ours. */
const TOPS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    incident: 'incidents',
    change: 'changes',
    service: 'services',
    team: 'teams',
    runbook: 'runbooks',
    playbooks: 'runbooks',
    slo: 'slos',
    alert: 'alerts',
    freeze: 'freezes',
    event: 'events',
    approval: 'approvals',
    'change-template': 'change-templates',
    change_templates: 'change-templates',
    'incident-template': 'incident-templates',
    incident_templates: 'incident-templates',
  }),
)
/** Folders and files of a record in which people look for its public updates. */
const UPDATES = /^(?:updates?|publi[ck]s?|public[-_ ]updates?|customers?|posts?|status[-_ ]?updates?)$/i
/** The name of a public update. */
export const TIMED = /^\d{8}T\d{4,6}Z?(?:-\d+)?(?:\.\w+)?$/i

/**
 * The file of settings, or of a record, in whose place there is a folder with this path in it: `teams/a.yaml` of
 * `teams/a.yaml/x`. Null for other paths.
 */
export const fileInPlaceOf = (path: string): string | null => IN_PLACE_OF_FILE.exec(path)?.[1] ?? null

const IN_PLACE_OF_FILE =
  /^((?:site|policy)\.ya?ml|(?:teams|services|freezes|events|slos|alerts)\/[^/]+\.ya?ml|(?:change|incident)-templates\/[^/]+\.md)\//i

/** Where a file of a content folder probably belongs: a path, or one with `<…>` for what can't be told; null: nowhere. */
export function properPlace(path: string): string | null {
  const file = fileInPlaceOf(path)
  if (file !== null) return properPlace(file) ?? file
  const parts = path.split('/')
  const [top = '', second = ''] = parts
  if (parts.length === 1)
    return /^(?:site|policy)\.ya?ml$/i.test(path) ? path.toLowerCase().replace('.yml', '.yaml') : null
  const right = TOPS.get(top.toLowerCase()) ?? (ALL.has(top.toLowerCase()) ? top.toLowerCase() : null)
  if (right !== null && right !== top) return [right, ...parts.slice(1)].join('/')
  if (top === 'changes' || top === 'incidents') return yearlyPlace(parts)
  if (ONE_FILE.has(top) && parts.length === 3 && /\.ya?ml$/.test(path)) return `${top}/${parts[2]}`
  if (ONE_FILE.has(top) && parts.length === 2 && /\.ya?ml$/i.test(second)) return path.replace(/\.\w+$/, '.yaml')
  return TEMPLATES.has(top) && parts.length === 2 && /\.(?:markdown|md|ya?ml|txt)$/i.test(second)
    ? path.replace(/\.\w+$/, '.md')
    : null
}

const ALL = new Set(TOPS.values())
const ONE_FILE = new Set(['teams', 'services', 'freezes', 'events'])
const TEMPLATES = new Set(['change-templates', 'incident-templates'])
const UNTOLD = '<ID>-<slug>'
/** What people call a text instead of `.md`, which itself may stand in capitals. */
const OTHER_ENDING = /\.(?:M[dD]|mD|[yY][aA]?[mM][lL]|(?i:markdown|txt))$/
const ID = /^(?:CHG|INC)-(\d{4})-\d+/i

function yearlyPlace(parts: readonly string[]): string | null {
  const [top = '', year = '', entry = '', ...rest] = parts
  // A public update laid down beside the records: which one it is of, its name doesn't say.
  if (parts.length === 2 && TIMED.test(year)) return `${top}/<year>/${UNTOLD}/public/${withEnding(year)}`
  if (parts.length === 3 && /^\d{4}$/.test(year) && TIMED.test(entry))
    return `${top}/${year}/${UNTOLD}/public/${withEnding(entry)}`
  // Whatever folders it was put into: a record lies in that of its year.
  const deep = parts.findIndex((part, i) => i > 0 && ID.test(part))
  const isPlaced = /^\d{4}$/.test(year) && (deep === 2 || deep < 0)
  if (deep > 0 && !isPlaced) {
    const place = [top, ID.exec(parts[deep] ?? '')?.[1], ...parts.slice(deep)]
    return deep === parts.length - 1 ? place.join('/').replace(OTHER_ENDING, '.md') : place.join('/')
  }
  if (!isPlaced) return null
  const record = `${top}/${year}/${entry}`
  const [folder = '', ...deeper] = rest
  if (rest.length === 0) return OTHER_ENDING.test(entry) && ID.test(entry) ? record.replace(OTHER_ENDING, '.md') : null
  if (rest.length === 1) return besideIndex(record, folder)
  const name = deeper.at(-1) ?? ''
  const isText = /\.(?:md|markdown|txt|ya?ml)$/i.test(name) || TIMED.test(name)
  const isPublic = folder === 'public'
  if (!isText || (isPublic && deeper.length === 1 && name.endsWith('.md'))) return null
  if (isPublic && deeper.length === 1)
    return /\.ya?ml$/i.test(name) && !TIMED.test(name) ? null : `${record}/public/${withEnding(name)}`
  return isPublic || UPDATES.test(folder) ? `${record}/public/${withEnding(name)}` : null
}

/** A file right beside `index.md`: most are companions. */
function besideIndex(record: string, name: string): string | null {
  if (/^index\.(?:markdown|ya?ml|txt)$/i.test(name) || (/^index\.md$/i.test(name) && name !== 'index.md'))
    return `${record}/index.md`
  if (TIMED.test(name)) return `${record}/public/${withEnding(name)}`
  if (name === 'impact.yaml') return `${record}/public/impact.yaml`
  const stem = name.replace(/\.md$/i, '').replace(/[-_ ]?(?<!\d)\d+$/, '')
  return name.endsWith('.md') && UPDATES.test(stem) ? `${record}/public/<time>.md` : null
}

const withEnding = (name: string): string => (/\.(?:md|ya?ml)$/.test(name) ? name : `${name.replace(/\.\w+$/, '')}.md`)
