import type { Update } from '#model/records/update'
import type { Post } from '../updates.ts'

/** An update as it will be written, with the file that it belongs to. */
export interface CstatePost<State extends string> extends Post<State> {
  /** Its time is its own, not taken from what stands around it. */
  certain: boolean
}

/**
 * The posts that aren't there yet. Where a post's time was only taken from what stands around it, its text tells
 * whether it is there. One that reads otherwise was edited, here or at the source: it is left as it is.
 */
export function unwritten<P extends CstatePost<string> & { name: string }>(
  posts: readonly P[],
  there: readonly Update[],
  note: (message: string) => void,
): P[] {
  const rest = new Set(there)
  const index = (keyOf: (update: Update) => string) => Map.groupBy(there, keyOf)
  const exact = index(({ time, state, body }) => exactKey(time, state, body.markdown))
  const texts = index(({ body }) => body.markdown.trim())
  const files = index(({ file }) => file.slice(file.lastIndexOf('/') + 1))
  const take = (list: readonly Update[] | undefined) => {
    const found = list?.find((one) => rest.has(one))
    if (found) rest.delete(found)
    return found
  }
  const open = posts.filter((post) => !take(exact.get(exactKey(post.time, post.state, post.body))))
  const unsure = open.filter((post) => post.certain || !take(texts.get(post.body.trim())))
  // An earlier import may have kept several in one.
  const lines = new Set([...rest].flatMap(({ body }) => linesOf(body.markdown)))
  return unsure.filter((post) => {
    const own = linesOf(post.body)
    if (own.length > 0 && own.every((line) => lines.has(line))) return false
    const edited = take(files.get(post.name))
    if (edited) note(`${edited.file} differs from the source, and is left as it is`)
    return edited === undefined
  })
}

const linesOf = (text: string): string[] => text.split('\n').flatMap((line) => line.trim() || [])

const exactKey = (time: number, state: string, body: string) => `${time} ${state} ${body.trim()}`
