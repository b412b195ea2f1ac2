import { expect, test } from 'vitest'
import { runInWith } from '../../fixtures/in-process.ts'
import { notifies, openLoop, opens } from '../../fixtures/loop/loop.ts'

test('Where a job of GitLab may not write down what was sent, nothing is sent, and it says where that is allowed.', async () => {
  const loop = await openLoop({ hooks: ['one'], to: [] })
  const clone = loop.clone()
  try {
    expect((await loop.run(clone, ...opens('09:00', 'Slow.'))).code).toBe(0)
    loop.onPush(() => 403)
    const { code, stderr } = await runInWith({ ...loop.env, GITLAB_CI: 'true' }, clone, ...notifies('09:01'))
    expect(code).toBe(1)
    expect(stderr).toContain('nothing was sent')
    expect(stderr).toContain('Job token permissions')
    expect((await runInWith(loop.env, clone, ...notifies('09:01'))).stderr).not.toContain('Job token')
    expect(loop.heard['one'] ?? []).toEqual([])
  } finally {
    loop.close()
  }
}, 60_000)
