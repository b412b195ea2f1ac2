/** An objective, as far as it is told from others of its SLO. */
interface Named {
  /** Null where it has none; then it is told by its place. */
  name: string | null
}

/** Which of some objectives one was at another time: that of its name where there is one, else that of its place. */
export const objectiveThen = <T extends Named>({ name }: Named, index: number, then: readonly T[]): T | undefined =>
  then.find((one) => name !== null && one.name === name) ?? then[index]
