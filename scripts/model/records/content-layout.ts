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
    }
  | {
      kind: 'change' | 'incident'
      /** The id as its name says it; null where it says none. */ id: string | null
      bundle: string | null
    }
  | { kind: 'update' | 'impact' | 'postmortem'; bundle: string }
  | { kind: 'companion' | 'ignored' }
  | { kind: 'unknown'; help: string }

const FOLDERS: Record<string, { kind: Extract<Slot, { id: string }>['kind']; endings: string[] }> = {
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

const unknown = (help: string): Slot => ({ kind: 'unknown', help })

/**
 * Finds what the file at `path` (relative to the content folder, with `/`) is meant to be.
 * `bundles` holds every folder with an `index.md` in it.
 */
export function slotOf(path: string, bundles: ReadonlySet<string>): Slot {
  const parts = path.split('/')
  const [top = '', second = ''] = parts
  const name = parts.at(-1) ?? ''
  if (name.startsWith('.') || name === 'README.md') return { kind: 'ignored' }
  if (UNFIT.test(path))
    return unknown('Rename it without `%`, `\\` and control characters: they have meanings of their own in addresses.')
  if (parts.length === 1) return rootFile(name)
  if (top === 'changes' || top === 'incidents') return yearly(top === 'changes' ? 'change' : 'incident', parts, bundles)
  if (top === 'runbooks') return runbook(parts, bundles)
  const folder = Object.hasOwn(FOLDERS, top) ? FOLDERS[top] : undefined
  if (!folder) return unknown(`No record is read from \`${top}/\`.`)
  if (parts.length > 2) return unknown(`Files of \`${top}/\` stand in it directly, not in \`${top}/${second}/\`.`)
  const ending = folder.endings.find((end) => name.endsWith(end))
  return ending
    ? { kind: folder.kind, id: name.slice(0, -ending.length) }
    : unknown(`Only files that end in ${folder.endings.join(' or ')} are read from \`${top}/\`.`)
}

function rootFile(name: string): Slot {
  if (name === 'site.yaml') return { kind: 'site' }
  if (name === 'policy.yaml') return { kind: 'policy' }
  if (/\.(svg|png|jpe?g|webp|ico)$/i.test(name)) return { kind: 'companion' }
  return unknown('Beside the folders only `site.yaml`, `policy.yaml` and a logo are read.')
}

const UNFIT = /[%\\\u0000-\u001f]/
const UPDATE = /^\d{8}T\d{6}Z(-\d+)?\.md$/i

/** The folder, at or above `path`, that is a page bundle. */
function bundleOf(parts: string[], bundles: ReadonlySet<string>): string | null {
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
  if (/^public$/i.test(rest[0] ?? '') && rest[0] !== 'public')
    return unknown('Name the folder `public`, in lower case; it is not published.')
  if (rest.length === 1 && UPDATE.test(rest[0] ?? ''))
    return unknown('This looks like a public update: move it into `public/`; it is not published.')
  if (rest[0] !== 'public') return bundles.has(bundle) ? { kind: 'companion' } : unknown(where)
  const file = rest[1] ?? ''
  if (rest.length > 2) return unknown('Files of `public/` stand in it directly.')
  if (file === 'impact.yaml') return { kind: 'impact', bundle }
  if (file === 'postmortem.md')
    return kind === 'incident' ? { kind: 'postmortem', bundle } : unknown('Only incidents have one.')
  if (file.endsWith('.md')) return { kind: 'update', bundle }
  return unknown('`public/` holds updates (`<time>.md`), `impact.yaml` and `postmortem.md`; nothing else is published.')
}

function runbook(parts: string[], bundles: ReadonlySet<string>): Slot {
  const path = parts.join('/')
  const bundle = bundleOf(parts, bundles)
  if (bundle !== null && bundle !== 'runbooks')
    return path === `${bundle}/index.md`
      ? { kind: 'runbook', id: bundle.slice('runbooks/'.length) }
      : { kind: 'companion' }
  return path.endsWith('.md')
    ? { kind: 'runbook', id: path.slice('runbooks/'.length, -3) }
    : unknown('Runbooks are Markdown files, or folders with an `index.md` in them.')
}
