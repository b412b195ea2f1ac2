import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leadParts } from './template-lead.ts'

const told = (template: string, name = 'KubeJobNotCompleted') =>
  leadParts(template, name, { team: 'core' })
    .map((part) => ('text' in part ? part.text : `‹${part.filled}›`))
    .join('')

test.each([
  [
    'The volume of {{ $labels.pod }} {{ with $labels.cluster -}} on {{ . }} {{- end }} is full.',
    'The volume of ‹pod› on ‹cluster› is full.',
  ],
  ['It takes more than {{ "43200" | humanizeDuration }}.', 'It takes more than 12h.'],
  ['More than {{ printf `shards{instance="%s"}` $labels.instance | query | first | value }}.', 'More than ‹value›.'],
  ['{{ if gt $value 0.9 }}Nearly{{ else }}Half{{ end }} full', 'NearlyHalf full'],
  ['{{/* who reads this */}}Down', 'Down'],
  ['{{ $labels.team }} is paged', 'core is paged'],
  ['{{ range query "up" }}{{ .Labels.job }}{{ end }}', 'Kube job not completed'],
  ['{{ with query "up" }}{{ . | first | value | humanizeDuration }}{{ end }}', 'Kube job not completed'],
  ['Down {{ unclosed', 'Down '],
  ['{{ unclosed', 'Kube job not completed'],
  ['No template }} at all', 'No template  at all'],
])('%s reads %s.', (template, words) => {
  expect(told(template)).toBe(words)
})

test('The name of an alert has its words, whatever their form.', () => {
  expect(told('{{ $value }}', 'HTTPErrorsHigh')).toBe('HTTP errors high')
  expect(told('{{ $value }}', 'disk_full-on_Node2')).toBe('disk full on node2')
  expect(told('{{ $value }}', 'kubeAPIDown')).toBe('kube API down')
})

test('No brace of a template is ever read, and there is always a word to be.', () => {
  const piece = fc.constantFrom(
    '{{',
    '}}',
    '{{-',
    '-}}',
    ' ',
    '"',
    '`',
    "'",
    'with ',
    'end',
    '$labels.a',
    '.',
    '|',
    'words',
    '{',
    '}',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
      const words = told(pieces.join(''))
      expect(words).not.toContain('{{')
      expect(words).toMatch(/\p{L}/u)
    }),
  )
})
