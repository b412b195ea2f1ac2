import { expect, test } from 'vitest'
import { isSafeUrl } from './field.ts'

test.each([
  'https://a.example/x',
  'HTTP://a.example',
  'mailto:ops@a.example',
  'other.md',
  '../x/index.md#part',
  '/runbooks/a/',
  '#part',
])('A link may lead to %j.', (url) => expect(isSafeUrl(url)).toBe(true))

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
])('A link may not lead to %j.', (url) => expect(isSafeUrl(url)).toBe(false))
