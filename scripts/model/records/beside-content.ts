import { properPlace, TIMED } from './misplaced.ts'

/** Folders beside the content folder that are looked into: ours, and those in which people look for public updates. */
export const BESIDE = new Set(['changes', 'change', 'incidents', 'incident', 'public', 'updates', 'update'])

const RECORD = /^(CHG|INC)-\d{4}-\d{4,}/i

/** Whether a folder or a file beside the content folder may be, or hold, what was meant to be within. */
export const mayBelong = (name: string): boolean => BESIDE.has(name.toLowerCase()) || RECORD.test(name) || isTimed(name)

const isTimed = (name: string) => TIMED.test(name) && /\.(?:md|markdown|txt)$/i.test(name)

/**
 * Where a file beside the content folder belongs in it, by its path from there: one in the folder of a change or an
 * incident, or named like an update. Null for a file of somebody else's.
 */
export function placeOfBeside(path: string): string | null {
  const parts = path.split('/')
  const at = parts.findIndex((part) => RECORD.test(part))
  const [id = ''] = RECORD.exec(parts[at] ?? '') ?? []
  if (id !== '') {
    const top = id.toUpperCase().startsWith('CHG') ? 'changes' : 'incidents'
    const placed = [top, id.split('-')[1], ...parts.slice(at)].join('/')
    return properPlace(placed) ?? placed
  }
  const name = parts.at(-1) ?? ''
  if (!isTimed(name)) return null
  const top = /^changes?$/i.test(parts[0] ?? '') ? 'changes' : 'incidents'
  return `${top}/<year>/<ID>-<slug>/public/${name.replace(/\.\w+$/, '.md')}`
}
