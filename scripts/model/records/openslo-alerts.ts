import type { Path } from '../diagnostic.ts'
import { rational } from '../rational.ts'
import type { OpenSloOf } from './openslo.ts'
import type { AlertCondition, AlertPolicy } from './slo.ts'
import { exactAt, type SloDocument } from './slo-document.ts'
import type { FindObject } from './slo-object.ts'

type PolicySpec = OpenSloOf<'AlertPolicy'>['spec']
/** Written out in a policy, or, where a comparison is always there, in a document of its own. */
type ConditionSpec = NonNullable<PolicySpec['conditions'][number]['spec']> | OpenSloOf<'AlertCondition'>['spec']

/** The alert policies of an SLO, by name or written out, as far as they are there. */
export function alertPoliciesOf(one: SloDocument, spec: OpenSloOf<'SLO'>['spec'], find: FindObject): AlertPolicy[] {
  return (spec.alertPolicies ?? []).flatMap((said, i): AlertPolicy[] => {
    const path = ['spec', 'alertPolicies', i]
    const ref = typeof said === 'string' ? said : said.alertPolicyRef
    if (typeof ref === 'string') {
      const found = find('AlertPolicy', ref)
      return found ? [policyOf({ name: ref, spec: found.data.spec, one: found.document, path: ['spec'] }, find)] : []
    }
    if (typeof said === 'string' || !said.spec) return []
    return [policyOf({ name: said.metadata?.name ?? '', spec: said.spec, one, path: [...path, 'spec'] }, find)]
  })
}

interface Stands<S> {
  name: string
  spec: S
  one: SloDocument
  /** Where the spec stands. */
  path: Path
}

function policyOf({ name, spec, one, path }: Stands<PolicySpec>, find: FindObject): AlertPolicy {
  return {
    name,
    at: { file: one.file, document: one.document, path },
    when: {
      breaching: spec.alertWhenBreaching ?? false,
      resolved: spec.alertWhenResolved ?? false,
      no_data: spec.alertWhenNoData ?? false,
    },
    conditions: spec.conditions.flatMap((said, i): AlertCondition[] => {
      if (typeof said.conditionRef === 'string') {
        const found = find('AlertCondition', said.conditionRef)
        return found
          ? [conditionOf({ name: said.conditionRef, spec: found.data.spec, one: found.document, path: ['spec'] })]
          : []
      }
      if (!said.spec) return []
      return [
        conditionOf({
          name: said.metadata?.name ?? '',
          spec: said.spec,
          one,
          path: [...path, 'conditions', i, 'spec'],
        }),
      ]
    }),
    targets: spec.notificationTargets.flatMap((said) => {
      const found = typeof said.targetRef === 'string' ? find('AlertNotificationTarget', said.targetRef) : undefined
      const target = said.spec?.target ?? found?.data.spec.target
      return target === undefined ? [] : [{ name: said.targetRef ?? said.metadata?.name ?? '', target }]
    }),
  }
}

function conditionOf({ name, spec, one, path }: Stands<ConditionSpec>): AlertCondition {
  const place = [...path, 'condition', 'threshold']
  return {
    name,
    severity: spec.severity,
    op: spec.condition.op ?? 'gte',
    threshold: exactAt(one, place) ?? rational(0n),
    lookback_window: spec.condition.lookbackWindow,
    alert_after: spec.condition.alertAfter ?? null,
    at: { file: one.file, document: one.document, path: place },
  }
}
