import { expect, test } from 'vitest'
import { stylesheetOf } from './stylesheet.ts'

test('What only people read of a style sheet is left out.', () => {
  expect(stylesheetOf("/* Don't show it. */\n.a {\n  color: red;\n}\n", '.b > a,\n.c { margin: 0; }\n').text).toBe(
    '.a{color:red;}.b > a,.c{margin:0;}',
  )
})

test.each([
  ["a{content:'Letters, digits and : / @ ; { } alone'}"],
  ['a{content:"it\'s /* no comment */  two spaces"}'],
  ["a{content:'\\' , \\\\'}"],
  ["a[title='b , c']{color:red}"],
  ["a{content:'0'}b{content:'1'}"],
])('What stands in quotes stays as it is: %s', (css) => {
  expect(stylesheetOf(`/* "one" quote' */ ${css}`).text).toBe(css)
})
