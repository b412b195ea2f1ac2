import { isKnownEnvironment, nearestEnvironment, type Environments } from '#model/change/environment'
import { environmentKey } from '#model/records/environment'
import type { GateFinding } from '#model/gate/context'
import type { Path, Severity } from '#model/diagnostic'
import { defineRule, unfinished } from './rule.ts'

export default defineRule({
  name: 'environment-known',
  severity: 'error',
  scope: 'gate',
  doc: 'A change, or a freeze that is new, names an environment of the policy’s list; without one a name that nothing approved has is a warning. An unknown one counts as production.',
  *check(context) {
    const { environments, freezes } = context.settings
    for (const { change } of unfinished(context))
      if (!isKnownEnvironment(change, environments))
        yield {
          change: change.id,
          at: { file: change.file, path: ['environment'] },
          ...unknown(change.environment, environments, ': it counts as production until then'),
        }
    if (context.mode === 'merge')
      for (const { id, file, environments: named = [] } of context.head.freezes) {
        const before = new Set(freezes.find((one) => one.id === id)?.environments?.map(environmentKey))
        for (const [i, one] of named.entries())
          if (!before.has(environmentKey(one)) && !environments.names.has(environmentKey(one)))
            yield {
              change: null,
              at: { file, path: ['environments', i] satisfies Path },
              ...unknown(one, environments, ''),
            }
      }
  },
})

function unknown(
  written: string,
  environments: Environments,
  until: string,
): Pick<GateFinding, 'message' | 'help'> & { severity: Severity } {
  const { listed, names } = environments
  const near = nearestEnvironment(written, environments)
  const shown = JSON.stringify(written)
  const all = [...names.values()].map((one) => one.written)
  const some = all.slice(0, 5).join(', ') + (all.length > 5 ? ', …' : '')
  const meant = near === null ? '' : `Did you mean \`${near}\`? `
  return listed
    ? {
        severity: 'error',
        message: `Unexpected environment ${shown}, expected one that the policy lists: ${some}.`,
        help: `${meant}Write it as the list does, or have a lead add it to \`environments\` of \`policy.yaml\`, in a pull request of its own.`,
      }
    : {
        severity: 'warning',
        message: `Unexpected environment ${shown}, which no approved change names, expected ${near === null ? `a known one: ${some}` : `\`${near}\``}.`,
        help: `${meant}If it is another one, list it in \`environments\` of \`policy.yaml\`${until}.`,
      }
}
