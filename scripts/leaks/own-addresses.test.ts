import { describe, expect, test } from 'vitest'
import { ownAddresses } from './own-addresses.ts'

const URL = 'https://acme.example/status'

describe('A note may name a page of ours', () => {
  const { beginnings, names } = ownAddresses(URL, ['components/checkout/index.html'])

  test('by its address, whole or within its host.', () => {
    expect(beginnings).toEqual([
      'https://acme.example/status/components/checkout/index.html',
      '/status/components/checkout/index.html',
    ])
  })

  test('and by its path.', () => {
    expect(names).toEqual([
      'https://acme.example/status/components/checkout/',
      '/status/components/checkout/',
      'components/checkout/index.html',
      'components/checkout/',
      'components/checkout',
      'index.html',
    ])
  })
})

test('A note may name a file of ours, and write other scripts as they are or as addresses do.', () => {
  const { beginnings, names } = ownAddresses('https://acme.example', ['badges/検索 %231.svg'])
  expect(beginnings).toContain('https://acme.example/badges/%E6%A4%9C%E7%B4%A2%20%25231.svg')
  expect(beginnings).toContain('/badges/検索 #1.svg')
  expect(names).toContain('検索 %231.svg')
})

test('A bare word is no address, even where a file or a folder is called so.', () => {
  const { names } = ownAddresses('https://acme.example', ['ledger-store/index.html', 'ledger-store', 'a/ledger-store'])
  expect(names).not.toContain('ledger-store')
  expect(names).toContain('ledger-store/')
})
