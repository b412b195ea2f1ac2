/** The text of an answer; null where it is longer than a limit, in bytes: what was asked may answer without end. */
export async function limitedText({ body }: Response, limit: number): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > limit) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Why something couldn't be fetched, in words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause =
    error.cause instanceof Error
      ? `: ${error.cause.message || ('code' in error.cause ? String(error.cause.code) : '')}`
      : ''
  return `${error.message}${cause}`
}
