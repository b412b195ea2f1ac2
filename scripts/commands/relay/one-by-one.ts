/** More than these wait in vain: whoever sent them has given up by the time that they are through. */
const MOST = 100

/** Does one piece of work after another, in the order in which they came; null: too many wait already. */
export function oneByOne(): <T>(work: () => Promise<T>) => Promise<T> | null {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return (work) => {
    if (waiting >= MOST) return null
    waiting++
    const done = last.then(work).finally(() => waiting--)
    last = done.catch(() => undefined)
    return done
  }
}
