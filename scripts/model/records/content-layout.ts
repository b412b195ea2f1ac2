import { fileInPlaceOf, properPlace } from './misplaced.ts'

/** What a file in the content folder is, by its path alone. */
export type Slot =
  | { kind: 'site' | 'policy' }
  | {
      kind:
        | 'team'
        | 'service'
        | 'approval'
        | 'change_template'
        | 'freeze'
        | 'event'
        | 'incident_template'
        | 'runbook'
        | 'slo'
        | 'alert'
        | 'measurement'
      id: string
      /** Of a runbook whose name has signs that no address can have: where it belongs, and why. */
      misnamed?: Misnamed
    }
  | {
      kind: 'change' | 'incident'
      /** The id as its name says it; null where it says none. */ id: string | null
      bundle: string | null
    }
  | { kind: 'update' | 'impact' | 'postmortem'; bundle: string }
  | { kind: 'companion' | 'picture' | 'ignored' }
  | { kind: 'note'; /** The `index.md` of the runbook that this Markdown lies beside. */ beside: string }
  | {
      kind: 'unknown'
      help: string
      /** Where it was meant to be, where it is a record or an update. */ meant?: string
    }

/** Where a file was meant to be, and what to do. */
export interface Misnamed {
  meant: string
  help: string
}

/** Records that are a file each, under a name that is their id. */
type OneFile = Extract<Slot, { id: string }>

const FOLDERS: Record<string, { kind: OneFile['kind']; endings: string[] }> = {
  teams: { kind: 'team', endings: ['.yaml'] },
  services: { kind: 'service', endings: ['.yaml'] },
  approvals: { kind: 'approval', endings: ['.json'] },
  'change-templates': { kind: 'change_template', endings: ['.md'] },
  freezes: { kind: 'freeze', endings: ['.yaml'] },
  events: { kind: 'event', endings: ['.yaml'] },
  'incident-templates': { kind: 'incident_template', endings: ['.md'] },
  // These formats aren't ours; their own tools write both endings.
  slos: { kind: 'slo', endings: ['.yaml', '.yml'] },
  alerts: { kind: 'alert', endings: ['.yaml', '.yml'] },
  measurements: { kind: 'measurement', endings: ['.csv'] },
}

/** What each of some files is, by its path; among all the files of a folder, since a bundle is one by its `index.md`. */
export function slotsIn(paths: readonly string[]): ReadonlyMap<string, Slot> {
  const known = slots.get(paths)
  if (known) return known
  const bundles = bundlesIn(paths)
  const found = new Map(paths.map((path) => [path, slotOf(path, bundles)]))
  slots.set(paths, found)
  return found
}

/** The same for who asks about few of them. */
export function slotAmong(paths: readonly string[]): (path: string) => Slot {
  const bundles = bundlesIn(paths)
  return (path) => slots.get(paths)?.get(path) ?? slotOf(path, bundles)
}

const bundlesIn = (paths: readonly string[]): ReadonlySet<string> =>
  new Set(paths.filter((path) => path.endsWith('/index.md')).map(bundleOf))

/** A folder's files are asked what they are by each who reads some of them. */
const slots = new WeakMap<readonly string[], ReadonlyMap<string, Slot>>()

/** Whether records are made of a file: what lies beside a record may be anything, a picture or a dump. */
export const isRead = (slot: Slot | undefined): boolean =>
  slot !== undefined && !['companion', 'picture', 'ignored', 'unknown'].includes(slot.kind)

/** Whether a file that can't be read is a mistake: a note beside a runbook is looked into, for it may be one itself. */
export const mustBeRead = (slot: Slot | undefined): boolean => isRead(slot) && slot?.kind !== 'note'

/** The kind of record that lies in the folder at the top of a path; null where none does. */
export function kindAt(path: string): 'change' | 'incident' | OneFile['kind'] | null {
  const [top = ''] = path.split('/')
  if (top === path) return null
  if (top === 'changes') return 'change'
  if (top === 'incidents') return 'incident'
  if (top === 'runbooks') return 'runbook'
  return Object.hasOwn(FOLDERS, top) ? (FOLDERS[top]?.kind ?? null) : null
}

/** The change or incident that a path belongs to: its file, or its folder. Null for other files. */
export const recordAt = (path: string): string | null => /^(?:changes|incidents)\/\d{4}\/[^/]+/.exec(path)?.[0] ?? null

/** The id in the name of the change or incident that a path belongs to. */
export const idAt = (path: string): string | null => idInName(recordAt(path)?.split('/')[2] ?? '')

/** The file in which a change or an incident is written: itself, or the `index.md` of its folder. */
export const indexFile = (record: string): string => (record.endsWith('.md') ? record : `${record}/index.md`)

/** Whether a file lies beside the `index.md` of a change, so that it is a part of its plan. One that starts with a dot is never read. */
export function isBeside(path: string): boolean {
  const record = path.startsWith('changes/') ? recordAt(path) : null
  return record !== null && path !== record && path !== indexFile(record) && !/(^|\/)\./.test(path)
}

/** The folder of a record whose file is an `index.md`; of another the file itself. */
export const bundleOf = (file: string): string => file.replace(/\/index\.md$/, '')

/** A public file of a record, by its name. `record` is its folder, or the file in which it is written. */
export const publicFile = (record: string, name: string): string => `${bundleOf(record)}/public/${name}`

/** What `public/` holds besides updates. */
export const IMPACT_FILE = 'impact.yaml'
export const POSTMORTEM_FILE = 'postmortem.md'

/** The record that a file in a `public/` folder belongs to, and its name there; null for other files. */
export function publicAt(path: string): { record: string; name: string } | null {
  const [, record, name] = /^((?:changes|incidents)\/\d{4}\/[^/]+)\/public\/(.*)$/s.exec(path) ?? []
  return record === undefined || name === undefined ? null : { record, name }
}

/** The folder of a year's changes or incidents. */
export const yearFolder = (kind: 'change' | 'incident', year: number | string): string => `${kind}s/${year}`

/** What a new change or incident is called, without its ending: `changes/2026/CHG-2026-0001-slug`. */
export const placeOf = (kind: 'change' | 'incident', id: string, slug: string): string =>
  `${yearFolder(kind, id.split('-')[1] ?? '')}/${slug === '' ? id : `${id}-${slug}`}`

/** The file of a record of a kind that has a file each, `services/checkout.yaml`. */
export function recordFile(kind: Exclude<OneFile['kind'], 'runbook'>, id: string): string {
  const [folder, { endings }] = Object.entries(FOLDERS).find(([, one]) => one.kind === kind) ?? ['', { endings: [''] }]
  return `${folder}/${id}${endings[0]}`
}

const unknown = (help: string): Slot => ({ kind: 'unknown', help })

/**
 * Finds what the file at `path` (relative to the content folder, with `/`) is meant to be.
 * `bundles` holds every folder with an `index.md` in it.
 */
export function slotOf(path: string, bundles: ReadonlySet<string>): Slot {
  const slot = slotAt(path, bundles)
  const signs = path.match(UNFIT)?.join('') ?? ''
  if (signs === '' || slot.kind === 'unknown' || slot.kind === 'ignored') return slot
  // What customers read of a record stands at no address that its file's name is in: it gets out all the same.
  if ('bundle' in slot && /^%+$/.test(signs)) return slot
  const help = 'Rename it without `%`, `\\` and control characters: they have meanings of their own in addresses.'
  const meant = path.replaceAll(UNFIT, '-')
  // Somebody needs it at night whatever it is called: it is read under the name that it should have.
  if (slot.kind === 'runbook') return { ...slot, id: slot.id.replaceAll(UNFIT, '-'), misnamed: { meant, help } }
  return isRead(slot) ? { kind: 'unknown', help, meant } : unknown(help)
}

const UNFIT = /[%\\\u0000-\u001f]+/g

function slotAt(path: string, bundles: ReadonlySet<string>): Slot {
  const parts = path.split('/')
  const [top = '', second = ''] = parts
  const name = parts.at(-1) ?? ''
  const meant = properPlace(path)
  if (fileInPlaceOf(path) !== null)
    return {
      kind: 'unknown',
      meant: meant ?? path,
      help: `A folder stands in the place of that file, so nothing of it is read. Write the file, or take the folder away.`,
    }
  if (name.startsWith('.')) return hidden(parts, bundles)
  if (name === 'README.md') return { kind: 'ignored' }
  if (meant !== null && meant !== path)
    return { kind: 'unknown', meant, help: `Rename it to \`${meant}\`; until then nothing of it is read or published.` }
  if (parts.length === 1) return rootFile(name)
  if (top === 'changes' || top === 'incidents') return yearly(top === 'changes' ? 'change' : 'incident', parts, bundles)
  if (top === 'runbooks') return runbook(parts, bundles)
  const folder = Object.hasOwn(FOLDERS, top) ? FOLDERS[top] : undefined
  if (!folder) return unknown(`No record is read from \`${top}/\`.`)
  if (parts.length > 2) return unknown(`Files of \`${top}/\` stand in it directly, not in \`${top}/${second}/\`.`)
  const ending = folder.endings.find((end) => name.endsWith(end))
  return ending
    ? { kind: folder.kind, id: idFrom(name.slice(0, -ending.length)) }
    : unknown(`Only files that end in ${folder.endings.join(' or ')} are read from \`${top}/\`.`)
}

/** A file that begins with a dot is never read: where it would be a record or an update without it, that is said. */
function hidden(parts: readonly string[], bundles: ReadonlySet<string>): Slot {
  const name = parts.at(-1) ?? ''
  // What systems and editors leave beside a file begins with two signs.
  const shown = /^\.([^._~#].*\.md)$/s.exec(name)?.[1]
  if (shown === undefined) return { kind: 'ignored' }
  const path = [...parts.slice(0, -1), shown].join('/')
  const slot = slotAt(path, bundles)
  return isRead(slot) && slot.kind !== 'note'
    ? unknown(`Rename it to \`${path}\`: what begins with a dot is never read or published.`)
    : { kind: 'ignored' }
}

/** The id that a name stands for: the same one in whichever Unicode form a disk keeps it. */
const idFrom = (name: string) => name.normalize('NFC')

function rootFile(name: string): Slot {
  if (name === 'site.yaml') return { kind: 'site' }
  if (name === 'policy.yaml') return { kind: 'policy' }
  if (/\.(svg|png|jpe?g|webp|ico)$/i.test(name)) return { kind: 'companion' }
  return unknown('Beside the folders only `site.yaml`, `policy.yaml` and a logo are read.')
}

/** Whether a file is a picture, by its name alone. */
export const isPicture = (path: string): boolean => /\.(?:svg|png|jpe?g|gif|webp)$/i.test(path)

/** The address of a picture on the internal site. */
export const opsPicture = (path: string): string => `/pictures/${path}`

/** The folder, at or above `path`, that is a page bundle. */
function bundleAbove(parts: string[], bundles: ReadonlySet<string>): string | null {
  for (let depth = parts.length - 1; depth > 0; depth--) {
    const folder = parts.slice(0, depth).join('/')
    if (bundles.has(folder)) return folder
  }
  return null
}

/** `INC-2026-0031` of `INC-2026-0031-checkout` and the like. */
export const idInName = (name: string): string | null =>
  /^((?:CHG|INC)-\d{4}-\d{4,})(?![\da-z])/i.exec(name)?.[1] ?? null

function yearly(kind: 'change' | 'incident', parts: string[], bundles: ReadonlySet<string>): Slot {
  const [top = '', year = '', entry = '', ...rest] = parts
  const where = `Expected \`${top}/<year>/<ID>-<slug>.md\`, or \`index.md\` in a folder of that name.`
  if (!/^\d{4}$/.test(year) || entry === '') return unknown(where)
  if (rest.length === 0)
    return entry.endsWith('.md') ? { kind, id: idInName(entry.slice(0, -3)), bundle: null } : unknown(where)
  const bundle = parts.slice(0, 3).join('/')
  if (rest.length === 1 && rest[0] === 'index.md') return { kind, id: idInName(entry), bundle }
  if (rest[0] !== 'public')
    return bundles.has(bundle) ? { kind: isPicture(rest.join('/')) ? 'picture' : 'companion' } : unknown(where)
  const file = rest[1] ?? ''
  if (rest.length > 2) return unknown('Files of `public/` stand in it directly.')
  if (file === IMPACT_FILE) return { kind: 'impact', bundle }
  if (file === POSTMORTEM_FILE)
    return kind === 'incident' ? { kind: 'postmortem', bundle } : unknown('Only incidents have one.')
  if (file.endsWith('.md')) return { kind: 'update', bundle }
  if (isPicture(file)) return { kind: 'picture' }
  return unknown(
    '`public/` holds updates (`<time>.md`), `impact.yaml`, `postmortem.md` and pictures; nothing else is published.',
  )
}

function runbook(parts: string[], bundles: ReadonlySet<string>): Slot {
  const path = parts.join('/')
  const bundle = bundleAbove(parts, bundles)
  if (bundle !== null && bundle !== 'runbooks') {
    const index = `${bundle}/index.md`
    if (path === index) return { kind: 'runbook', id: idFrom(bundle.slice('runbooks/'.length)) }
    if (path.endsWith('.md')) return { kind: 'note', beside: index }
    return { kind: isPicture(path) ? 'picture' : 'companion' }
  }
  if (isPicture(path)) return { kind: 'picture' }
  return path.endsWith('.md')
    ? { kind: 'runbook', id: idFrom(path.slice('runbooks/'.length, -3)) }
    : unknown('Runbooks are Markdown files, or folders with an `index.md` in them.')
}
