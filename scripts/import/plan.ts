/** The kinds of file that an import writes, in the order in which it writes and counts them. */
export const PLANNED_KINDS = ['site', 'team', 'service', 'incident', 'maintenance'] as const
export type PlannedKind = (typeof PLANNED_KINDS)[number]

/** A file that isn't there yet. */
export interface PlannedFile {
  kind: PlannedKind
  /** The record that it belongs to: its file, or its folder. Paths are relative to the content folder. */
  record: string
  path: string
  /** A YAML file (a list for corrected intervals), or the front matter of a Markdown file; null: none. */
  data: Record<string, unknown> | readonly Record<string, unknown>[] | null
  /** Markdown; null for a YAML file. */
  body: string | null
}

/** New lines in the front matter of a record that an earlier import wrote. */
export interface PlannedEdit {
  kind: PlannedKind
  record: string
  path: string
  was: string
  text: string
  /** What it does, in words. */
  summary: string
}

/** Something that a person should know about one record: mostly what can't be kept. */
export interface Note {
  record: string
  message: string
}

/** All that an import would do; nothing of it is done yet. */
export interface Plan {
  files: PlannedFile[]
  edits: PlannedEdit[]
  notes: Note[]
}
