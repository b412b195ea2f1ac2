import { troubleIn } from './trouble.ts'

/** Milliseconds after which a look that hangs has failed. */
const PATIENCE = 20_000

/**
 * Asks a status page what it has to tell. `page` is its address with a slash at the end. Resolves to a line of text that
 * links there, or to null where all is well; rejects where there is no answer, or one that says nothing of a status.
 */
export async function bannerOf(page: string): Promise<HTMLElement | null> {
  const answer = await fetch(`${page}api/v2/summary.json`, {
    cache: 'no-cache',
    credentials: 'omit',
    signal: AbortSignal.timeout?.(PATIENCE),
  })
  const trouble = troubleIn(await answer.json())
  if (!answer.ok || !trouble) return null
  const line = document.createElement('p')
  const link = document.createElement('a')
  line.part.add('banner', trouble.tone)
  line.dir = 'auto'
  if (trouble.lang) line.lang = trouble.lang
  link.part.add('link')
  link.href = page
  // Text of strangers stays text.
  link.textContent = trouble.text
  line.append(link)
  return line
}
