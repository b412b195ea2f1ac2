import type { PrometheusAccess } from '#io/prometheus'
import { SECOND } from '#model/time'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

/** Prometheus gives up a query after two minutes by default, and a little later so does who waits for it. */
const TIMEOUT = 130 * SECOND

/** How a Prometheus lets us in: by what stands in the environment, a token or a name and a password. Neither is ever printed. */
export function accessTo(url: URL, { env }: Terminal): PrometheusAccess {
  const [token, user, password] = ['TOKEN', 'USER', 'PASSWORD'].map(
    (name) => env[`EVENKEEL_PROMETHEUS_${name}`] || null,
  )
  if (token && (user ?? password))
    throw new UsageError('Set EVENKEEL_PROMETHEUS_TOKEN, or a user and a password, not both.')
  if (Boolean(user) !== Boolean(password))
    throw new UsageError('Set both EVENKEEL_PROMETHEUS_USER and EVENKEEL_PROMETHEUS_PASSWORD, or neither.')
  // A line end in it would be a header of its own.
  if (token && !/^[\x21-\x7e]+$/.test(token))
    throw new UsageError(
      'Unexpected EVENKEEL_PROMETHEUS_TOKEN, expected letters, digits and signs without a space or a line end.',
    )
  const basic = user ? `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` : null
  return { url, authorization: token ? `Bearer ${token}` : basic, timeout: TIMEOUT, pause: SECOND }
}
