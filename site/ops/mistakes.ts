/** What is said of a runbook in whose file something is wrong. */
export const mistakesText = (mistakes: number): string =>
  `This runbook has ${mistakes === 1 ? '1 mistake' : `${mistakes.toLocaleString('en')} mistakes`}: what stands below was read as far as it could be.`
