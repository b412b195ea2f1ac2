import { fileHere } from '#io/git/one-file-ref'
import { LEDGER, readLedger } from '#model/notify/ledger'
import { owedNotices, type OwedNotices } from '#model/notify/owed-notices'
import type { Site } from '#model/records/site'

/**
 * What channels are owed, by the ledger as this clone has it: nobody is asked for it. `doubt`: why one that is there says
 * nothing. Without git, or without a ledger, nothing is owed that anybody knew of.
 */
export async function owedHere(
  folder: string,
  site: Pick<Site, 'notify'>,
): Promise<{ owed: OwedNotices | null; doubt: string | null }> {
  const text = site.notify.length === 0 ? null : await fileHere(folder, LEDGER.ref, LEDGER.file).catch(() => null)
  if (text === null) return { owed: null, doubt: null }
  const read = readLedger(text)
  if ('ledger' in read) return { owed: owedNotices(read.ledger, site), doubt: null }
  const why = 'newer' in read ? `its version ${read.newer} is newer than this evenkeel` : read.unreadable
  return { owed: null, doubt: `${LEDGER.ref} can't be read (${why}): the ops site doesn't say which notices are owed.` }
}
