import { z } from 'zod'
import { parseRational, type Rational } from '../rational.ts'
import type { AlertWindows, BurnWindow } from './alert-windows.ts'
import { parsePrometheusDuration } from './prometheus/go-text.ts'
import type { Duration } from '../time.ts'

/*
 * Sloth's file of windows, by which it lets its users replace the workbook's:
 * https://sloth.dev/usage/slo-period-windows/, `pkg/prometheus/alertwindows/v1` of github.com/slok/sloth.
 */

const duration = z.string().transform((text, { addIssue }): Duration => {
  const length = parsePrometheusDuration(text)
  if (length !== null && length > 0) return length
  addIssue({
    code: 'custom',
    input: text,
    message: `Unexpected ${JSON.stringify(text)}, expected a duration such as 5m, 6h or 30d.`,
  })
  return z.NEVER
})

const percent = z.number().transform((value, { addIssue }): Rational => {
  const exact = parseRational(String(value))
  if (exact !== null && value > 0 && value <= 100) return exact
  addIssue({ code: 'custom', input: value, message: `Unexpected ${value}, expected a percentage from 0 to 100.` })
  return z.NEVER
})

const condition = z.strictObject({ errorBudgetPercent: percent, shortWindow: duration, longWindow: duration })
const pair = z.strictObject({ quick: condition, slow: condition })

/** Sloth's `AlertWindows`, one document. */
export const alertWindowsSchema = z.strictObject({
  apiVersion: z.literal('sloth.slok.dev/v1'),
  kind: z.literal('AlertWindows'),
  spec: z.strictObject({ sloPeriod: duration, page: pair, ticket: pair }),
})

const burnWindow = ({ errorBudgetPercent, shortWindow, longWindow }: z.output<typeof condition>): BurnWindow => ({
  percent: errorBudgetPercent,
  short: shortWindow,
  long: longWindow,
})

/** What a checked file of windows says. */
export const windowsOfFile = ({ spec }: z.output<typeof alertWindowsSchema>): AlertWindows => ({
  period: spec.sloPeriod,
  page: { quick: burnWindow(spec.page.quick), slow: burnWindow(spec.page.slow) },
  ticket: { quick: burnWindow(spec.ticket.quick), slow: burnWindow(spec.ticket.slow) },
})
