import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bodyData } from './statuspage-form.ts'

const read = (text: string) => {
  const result = bodyData(text)
  return 'data' in result ? (JSON.parse(JSON.stringify(result.data)) as unknown) : result
}

describe('A body', () => {
  test('is JSON whatever its Content-Type says.', () => {
    expect(read(' {"incident": {"name": "a=b&c"}}')).toEqual({ incident: { name: 'a=b&c' } })
  })

  test('may be a form, as the examples of the API are.', () => {
    expect(
      read(
        'incident[name]=API+is%20slow&incident[components][abc]=major_outage&incident[component_ids][]=a&incident[component_ids][]=b',
      ),
    ).toEqual({ incident: { name: 'API is slow', components: { abc: 'major_outage' }, component_ids: ['a', 'b'] } })
  })

  test('that says a list by its name again and again means all of it; of a text the last one.', () => {
    expect(read('incident[component_ids]=a&incident[component_ids]=b&incident[name]=a&incident[name]=b')).toEqual({
      incident: { component_ids: ['a', 'b'], name: 'b' },
    })
  })

  test.each(['{"incident": {"na', 'incident', '[1,'])('that is %j is said to be cut off.', (text) => {
    expect(read(text)).toEqual({ error: 'The body is neither JSON nor a form. Was it cut off on its way?' })
  })

  test('has parts called as it likes; none of them reaches the language.', () => {
    const { data } = bodyData('incident[__proto__][polluted]=1&__proto__[x]=1&constructor[prototype][y]=1') as {
      data: object
    }
    expect(Object.keys(data)).toEqual(['incident', '__proto__', 'constructor'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  test.each(['incident[name]=a&incident[name][x]=b', 'incident[a]=1&incident[a][]=2', '[a]=1&x=2'])(
    'that contradicts itself, %j, is refused.',
    (text) => {
      expect(read(text)).toHaveProperty('error')
    },
  )

  test('that is a form says what the same JSON says.', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/)
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.dictionary(word, word, { minKeys: 1 }),
        fc.array(word, { minLength: 1 }),
        (name, components, ids) => {
          const form = new URLSearchParams([
            ['incident[name]', name],
            ...Object.entries(components).map(([id, status]) => [`incident[components][${id}]`, status]),
            ...ids.map((id) => ['incident[component_ids][]', id]),
          ])
          const same = { incident: { name: name.toWellFormed(), components, component_ids: ids } }
          expect(read(form.toString())).toEqual(read(JSON.stringify(same)))
        },
      ),
    )
  })
})
