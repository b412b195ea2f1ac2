import { createReadStream } from 'node:fs'
import { pathFrom, type Terminal } from '../terminal.ts'

/** What is longer isn't held in memory: 500 alerts, or the longest issue, are less than one of it. */
const LIMIT = 4 * 1024 * 1024

/** What a file holds, or `-`: what is piped; `tooLong` says what to do about a text of more than 4 MiB. */
export async function inputText(
  file: string,
  terminal: Terminal,
  tooLong: string,
): Promise<{ name: string; text: string } | { error: string }> {
  const name = file === '-' ? 'The standard input' : file
  const pieces: Uint8Array[] = []
  let size = 0
  try {
    for await (const piece of file === '-' ? terminal.input : createReadStream(pathFrom(terminal, file))) {
      const bytes = Buffer.from(piece as Uint8Array)
      size += bytes.length
      if (size > LIMIT) return { error: `${name}: unexpected message of more than 4 MiB, expected ${tooLong}` }
      pieces.push(bytes)
    }
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : ''
    return { error: `${name} can't be read (${why}).` }
  }
  try {
    // Without the mark of byte order.
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces)) }
  } catch {
    return {
      error: `${name}: unexpected bytes that are no text in UTF-8, expected ${tooLong} Some shells of Windows write UTF-16 with \`>\`.`,
    }
  }
}
