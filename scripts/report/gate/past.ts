import type { ServiceHistory } from '#model/metrics/service-history'
import { count, or } from './words.ts'

/** `Of 14 changes to payments in a year 3 failed; 2 of them in the first rollout step.` It judges nothing. */
export function historyWords({ services, finished, failed, in_first_step, more }: ServiceHistory): string {
  const changes = `${more ? 'the newest ' : ''}${count(finished, 'change')} to ${or(services, 3)} in a year`
  if (finished === 1 && in_first_step === 0)
    return `The one ${changes.slice(2)} ${failed === 1 ? 'failed' : 'did not fail'}.`
  if (failed === 0) return `Of ${changes} none failed.`
  const step =
    in_first_step === 0
      ? ''
      : in_first_step === failed
        ? `; ${failed === 1 ? 'that one' : 'all of them'} in the first rollout step`
        : `; ${in_first_step} of them in the first rollout step`
  return `Of ${changes} ${failed} failed${step}.`
}
