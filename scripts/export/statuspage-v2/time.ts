import type { Instant } from '#model/time'

/** `2026-03-01T10:00:00.000Z`: always with milliseconds, as Statuspage writes it. */
export const time = (instant: Instant): string => new Date(instant).toISOString()

export const timeOrNull = (instant: Instant | null): string | null => (instant === null ? null : time(instant))
