/** An objective, as far as it is told from others of its SLO. */
interface Named {
  /** Null where it has none; then it is told by its place. */
  name: string | null
}

/** Which of some objectives one was at another time: that of its name where there is one, else that of its place. */
export function objectiveThen<T extends Named>({ name }: Named, index: number, then: readonly T[]): T | undefined {
  const place = name === null ? undefined : placesIn(then).get(name)
  return then[place ?? index]
}

const known = new WeakMap<readonly Named[], ReadonlyMap<string, number>>()

/** The place of the first of each name, worked out once: an SLO may have thousands. */
function placesIn(objectives: readonly Named[]): ReadonlyMap<string, number> {
  const places =
    known.get(objectives) ??
    new Map(objectives.flatMap(({ name }, i): [string, number][] => (name === null ? [] : [[name, i]])).toReversed())
  known.set(objectives, places)
  return places
}
