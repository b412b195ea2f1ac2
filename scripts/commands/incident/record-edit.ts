import { join } from 'node:path'
import { editFrontMatter, type FrontMatterEdit } from '#io/front-matter-edit'
import { outlineOf } from '#io/markdown'
import type { FileEdit } from '#io/write-together'
import { withEvent, type NewEvent } from '#model/incident/timeline-line'
import { indexFile } from '#model/records/content-layout'
import type { Incident } from '#model/records/incident'
import type { Desk } from './desk.ts'

/** What becomes of an incident's record. */
export interface RecordChange {
  fields?: readonly FrontMatterEdit[]
  events?: readonly NewEvent[]
  /** It gets something public: a record that is a file becomes a folder. */
  asFolder?: boolean
}

/** The folder of a record, whether it is one yet or not. */
export const folderOf = (file: string): string => file.replace(/(?:\/index)?\.md$/, '')

/** Edits the record of an incident, all else in it left as it is. None where it stays the same; words where that can't be done without harm. */
export function recordEdits(
  { folder, around, content }: Desk,
  incident: Incident,
  change: RecordChange,
): FileEdit[] | { error: string } {
  const { fields = [], events = [], asFolder = false } = change
  const { file, started } = incident
  const was = around.texts.get(file) ?? ''
  const edited = fields.length === 0 ? was : editFrontMatter(was, fields)
  if (edited === null)
    return {
      error: `The front matter of ${join(folder, file)} is written in a way that can't be edited safely. Edit it by hand.\n`,
    }
  const { markdown, line } = incident.body
  const above = edited.slice(0, edited.length - markdown.length)
  const timeZone = content.catalog.site.time_zone
  const text = events.reduce((body, event) => {
    const parsed = { markdown: body, line }
    return withEvent(parsed, outlineOf(parsed), event, { started, timeZone })
  }, markdown)
  const moved = asFolder ? indexFile(folderOf(file)) : file
  if (moved !== file)
    return [
      { path: moved, was: null, text: above + text },
      { path: file, was, text: null },
    ]
  return above + text === was ? [] : [{ path: file, was, text: above + text }]
}
