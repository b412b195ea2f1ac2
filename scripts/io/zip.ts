import { strToU8, zipSync } from 'fflate'
import type { Instant } from '#model/time'

/** A ZIP archive of some texts, by their names in it. The same texts on the same day (of UTC) give the same bytes anywhere. */
export function zipOf(files: Readonly<Record<string, string>>, at: Instant): Uint8Array {
  const utc = new Date(at)
  // An archive has the time of a clock on a wall, without a zone. Noon is there in every zone on every day.
  const noon = new Date(utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate(), 12)
  const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const)
  return zipSync(Object.fromEntries(entries), { level: 9, mtime: noon })
}
