/** One JSON value of a peer's export, and where it stands. */
export interface SourceDocument {
  file: string
  /** In JSON lines: which one, from 1. */
  line?: number | undefined
  value: unknown
}
