import { expect, test } from 'vitest'
import { commandsIn, piecesOf } from './command.ts'

const typed = (text: string, language = 'shell') => commandsIn(language, text).map((one) => one.text)

test.each<[string, string, string[]]>([
  [
    'the rows of a table',
    'kubectl get pod -l app=alertmanager\n\nNAMESPACE   NAME                  READY   STATUS     RESTARTS   AGE\ndefault     alertmanager-main-0   1/2     Crashing   37107      2d\ndefault     it-s "odd             2/2     Running    0          43d\nkubectl get events',
    ['kubectl get pod -l app=alertmanager', 'kubectl get events'],
  ],
  [
    'an ellipsis, and a line of YAML',
    'kubectl edit cm kube-proxy-config\n...\nmetricsBindAddress: 0.0.0.0:10249\n...',
    ['kubectl edit cm kube-proxy-config'],
  ],
  ['a list in YAML', 'kubectl get po -o yaml\nitems:\n- name: web\n  image: web:1', ['kubectl get po -o yaml']],
  ['JSON', 'curl -s localhost/health\n"status": "ok",', ['curl -s localhost/health']],
  [
    'lines of a log',
    'kubectl logs web\n2026-11-30T16:25:00Z started\nlevel=error ts=16:25 msg="it\'s gone"\nE1130 16:25:00.1 x.go:1] no\nERROR no answer\npanic: no such table\nError from server (NotFound): pods "web" not found',
    ['kubectl logs web'],
  ],
])('What is answered is no command: %s.', (_, text, commands) => {
  expect(typed(text)).toEqual(commands)
  expect(
    piecesOf('shell', text)
      ?.filter(({ output }) => !output)
      .map((one) => one.text),
  ).toEqual(commands)
  expect(
    piecesOf('console', text)
      ?.map((one) => one.text)
      .join('\n')
      .replaceAll(/\n+/g, '\n'),
  ).toBe(text.replaceAll(/\n+/g, '\n'))
})

test.each([
  'kubectl apply -f - <<EOF\nkind: Pod\n...\nNAME   READY\nEOF',
  'portalctl drain eu',
  'NAME=web  NAMESPACE=shop',
  'level=debug time=5 kubectl delete pod web',
  'f() {\n  kubectl get po\n}',
  'echo "a\nkey: value\nb"',
  ': > /var/log/x',
  'kubectl get po |\n  grep Running',
])('%j is what is to be run, all of it.', (text) => {
  expect(typed(text).join('\n')).toBe(text)
  expect(piecesOf('shell', text)).toBeNull()
})

test('What is known to change something is never taken for what another command answers.', () => {
  const row = 'NAME   READY\nkubectl   delete   ns   shop'
  expect(commandsIn('shell', row).map(({ effect }) => effect)).toEqual(['changes'])
})
