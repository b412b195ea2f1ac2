import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFragment, writeFragment } from './fragment.ts'
import { partsOf, undefinedIn } from './placeholder.ts'

const NAMES = ['NAMESPACE', 'POD']
const values = (fragment: string) => Object.fromEntries(readFragment(fragment, NAMES).values)

test('A fragment names a place and values.', () => {
  expect(readFragment('fetch-the-keys&NAMESPACE=shop&POD=a/b:1', NAMES)).toEqual({
    place: 'fetch-the-keys',
    values: new Map([
      ['NAMESPACE', 'shop'],
      ['POD', 'a/b:1'],
    ]),
  })
  expect(values('POD=x')).toEqual({ POD: 'x' })
  expect(readFragment('fetch-the-keys', NAMES)).toEqual({ place: 'fetch-the-keys', values: new Map() })
})

test.each([
  'NAMESPACE=shop&POD=x;rm -rf /',
  'NAMESPACE=shop&POD=$(id)',
  'NAMESPACE=shop&POD=%3Brm',
  'NAMESPACE=shop&POD=`id`',
  'NAMESPACE=shop&POD=a b',
  'NAMESPACE=shop&POD=--all',
  'NAMESPACE=shop&POD=',
  'NAMESPACE=shop&OTHER=x',
  'NAMESPACE=shop&NAMESPACE=other',
  'NAMESPACE=shop&__proto__=x',
  `NAMESPACE=shop&POD=${'a'.repeat(201)}`,
])('Of %s nothing is filled in.', (fragment) => {
  expect(values(fragment)).toEqual({})
})

test('What is read holds nothing that a shell reads as more than text, whatever the fragment.', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'NAMESPACE=POD&;$`"\'\\ \n|<>-a.%'), maxLength: 60 }),
      (fragment) => {
        for (const value of readFragment(fragment, NAMES).values.values())
          expect(value).not.toMatch(/[^A-Za-z0-9._:/@-]|^-/)
      },
    ),
  )
})

test('Safe values come back as they were written.', () => {
  const value = fc.stringMatching(/^[A-Za-z0-9._:/@][A-Za-z0-9._:/@-]{0,20}$/)
  fc.assert(
    fc.property(fc.constantFrom('', 'step-1'), value, value, (place, a, b) => {
      const fragment = {
        place,
        values: new Map([
          ['NAMESPACE', a],
          ['POD', b],
        ]),
      }
      expect(readFragment(writeFragment(fragment), NAMES)).toEqual(fragment)
    }),
  )
})

test('A placeholder is found in each of its forms, and not within a word.', () => {
  expect(
    partsOf('a <POD> ${POD} $POD {{POD}} POD,POD PODS POD-1 my.POD', ['POD']).filter((part) => 'name' in part),
  ).toEqual(['<POD>', '${POD}', '$POD', '{{POD}}', 'POD', 'POD'].map((written) => ({ name: 'POD', written })))
})

test('The parts of a command are the command again.', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'POD<>${} -a'), maxLength: 40 }), (command) => {
      expect(
        partsOf(command, ['POD', 'D'])
          .map((part) => ('name' in part ? part.written : part.text))
          .join(''),
      ).toBe(command)
    }),
  )
})

test('Capitals alone are no placeholder that is missing.', () => {
  expect(undefinedIn('SELECT x FROM <table_name>', []).map(({ name }) => name)).toEqual(['table_name'])
})
