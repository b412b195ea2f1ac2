import type { ComponentStatus } from '#model/records/update'

/** `Partial outage` */
export const statusWords = (status: ComponentStatus): string =>
  status.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase())

/** `Technical lead` */
export const capital = (word: string): string => word.replace(/^./, (letter) => letter.toUpperCase())
