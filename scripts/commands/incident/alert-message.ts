import { createReadStream } from 'node:fs'
import { parseAlertGroup, type AlertGroup } from '#model/incident/alertmanager'
import { pathFrom, type Terminal } from '../terminal.ts'

/** 500 alerts are less than one of it; what is longer isn't held in memory. */
const LIMIT = 4 * 1024 * 1024

/** Reads a message of Alertmanager's webhook from a file, or `-`: from what is piped. */
export async function alertMessage(file: string, terminal: Terminal): Promise<AlertGroup | { error: string }> {
  const name = file === '-' ? 'The standard input' : file
  const pieces: Uint8Array[] = []
  let size = 0
  try {
    for await (const piece of file === '-' ? terminal.input : createReadStream(pathFrom(terminal, file))) {
      const bytes = Buffer.from(piece as Uint8Array)
      size += bytes.length
      if (size > LIMIT)
        return {
          error: `${name}: unexpected message of more than 4 MiB, expected fewer alerts. Set \`max_alerts\` in Alertmanager's \`webhook_configs\`.`,
        }
      pieces.push(bytes)
    }
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : ''
    return { error: `${name} can't be read (${why}).` }
  }
  const bytes = Buffer.concat(pieces)
  const read =
    bytes.length === 0
      ? { error: 'unexpected emptiness, expected a message of Alertmanager’s webhook.' }
      : parseAlertGroup(bytes.toString('utf8'))
  return 'error' in read ? { error: `${name}: ${read.error}` } : read
}
