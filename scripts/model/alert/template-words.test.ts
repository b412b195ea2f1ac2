import fc from 'fast-check'
import { expect, test } from 'vitest'
import { annotationParts } from './template-words.ts'

const told = (template: string) =>
  annotationParts(template)
    .map((part) => ('text' in part ? part.text : `‹${part.filled}›`))
    .join('')

test.each([
  [
    '{{ $value | humanizePercentage }} of {{ $labels.method }} payments fail',
    '‹value in per cent› of ‹method› payments fail',
  ],
  ['Waits for {{$value|humanizeDuration}}.', 'Waits for ‹value as a length of time›.'],
  ['{{ printf "%.2f" $value }}% on {{- $labels.node -}}!', '‹value›% on ‹node›!'],
  ['{{ .Labels.job }}: {{ .Value }}', '‹job›: ‹value›'],
  ['{{ with query "up" }}x{{ end }}', '‹{{ with query "up" }}›x‹{{ end }}›'],
  ['No template at all', 'No template at all'],
  ['{{ unclosed', '{{ unclosed'],
])('%s reads %s.', (template, words) => {
  expect(told(template)).toBe(words)
})

test('Nothing of an annotation is lost, whatever it is.', () => {
  const any = fc
    .array(fc.oneof(fc.constantFrom('{{', '}}', '$labels.a', '|', ' ', '"', '-'), fc.string()))
    .map((all) => all.join(''))
  fc.assert(
    fc.property(any, (template) => {
      expect(
        annotationParts(template)
          .map((part) => ('text' in part ? part.text : part.code))
          .join(''),
      ).toBe(template)
    }),
  )
})

test('A label that never changes stands there already.', () => {
  expect(annotationParts('{{ $labels.team }}: {{ $labels.pod }}, {{ $labels.toString }}', { team: 'core' })).toEqual([
    { text: 'core' },
    { text: ': ' },
    { filled: 'pod', code: '{{ $labels.pod }}' },
    { text: ', ' },
    { filled: 'toString', code: '{{ $labels.toString }}' },
  ])
})
