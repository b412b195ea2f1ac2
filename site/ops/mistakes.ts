/** What is said of a record in whose file something is wrong, a `runbook` for instance. */
export const mistakesText = (kind: string, mistakes: number): string =>
  `This ${kind} has ${mistakes === 1 ? '1 mistake' : `${mistakes.toLocaleString('en')} mistakes`}: what stands below was read as far as it could be.`
