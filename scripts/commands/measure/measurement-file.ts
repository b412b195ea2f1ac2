import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '#io/replace-file'
import type { Measurement } from '#model/records/measurement'
import { withRows } from '#model/slo/measure/csv'

/** A record is refused from there on: `LIMIT` of content-files.ts. */
const LIMIT = 1024 * 1024

/** `measurements/<slo>.csv` while it is being filled. */
export interface MeasurementFile {
  /** Writes more rows, the whole file in one step; why not, where it can't be. */
  add: (rows: readonly Measurement[]) => string | null
}

/** A file as it is on the disk now. Its rows, sound as they were read, stay as they are written there. */
export function openMeasurements(folder: string, path: string, timeZone: string): MeasurementFile {
  const file = join(folder, path)
  const read = () => (existsSync(file) ? readFileSync(file, 'utf8') : null)
  let text = read()
  return {
    add: (rows) => {
      if (rows.length === 0) return null
      if (read() !== text) return `${path} was changed meanwhile: run it again.`
      const more = withRows(text, rows, timeZone)
      if (Buffer.byteLength(more) > LIMIT)
        return `${path} would be larger than 1 MiB, the most that a record may be: remove its oldest rows.`
      replaceFile(file, more)
      text = more
      return null
    },
  }
}
