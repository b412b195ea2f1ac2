import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leftIn } from './placeholder.ts'

/* What somebody who copies a command still has to put in: as runbooks of the Prometheus operator write it. */

test.each<[command: string, left: string[]]>([
  ['kubectl -n <namespace> get pod', ['<namespace>']],
  ['kubectl get node $NODE -o yaml', ['$NODE']],
  ['kubectl -n $NAMESPACE logs $POD -c $CONTAINER', ['$NAMESPACE', '$POD', '$CONTAINER']],
  ['kubectl get pods --field-selector spec.nodeName=<node>', ['<node>']],
  [
    'NODE_NAME=\'<value of instance label from alert>\'\noc debug "node/$NODE_NAME"',
    ['<value of instance label from alert>'],
  ],
  ['kubectl -n {{NAMESPACE}} get pod ${POD} <pod-name> <pod-name>', ['{{NAMESPACE}}', '${POD}', '<pod-name>']],
  ['rate(x{instance="<instance>"}[5m])', ['<instance>']],
])('%j is not to be run as it is.', (command, left) => {
  expect(leftIn(command)).toEqual(left)
})

test.each([
  'kubectl get pods -n shop',
  'cat <in >out',
  'cat <<EOF\nx\nEOF',
  "awk '{print $NF, $name}' x",
  'for p in a b; do kubectl delete pod $p; done',
  'while read -r line; do echo "$line"; done <x',
  'POD=web-1; kubectl logs $POD',
  'export NS=shop\nkubectl -n ${NS} get pods',
  'ls $HOME/x "$PWD" $1 $? $$',
  'echo $(date) | tee x',
  'echo "<b>x</b>"',
  'psql <db >out <other',
  'diff <(a) <(b)',
])('%j is.', (command) => {
  expect(leftIn(command)).toEqual([])
})

test('Whatever the text, what is left stands in it, each once.', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'<>$ {}ab\'"=\n') }), (text) => {
      const left = leftIn(text)
      expect(new Set(left).size).toBe(left.length)
      for (const one of left) expect(text).toContain(one)
    }),
  )
})
