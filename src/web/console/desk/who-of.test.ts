import assert from 'node:assert/strict'
import { test } from 'node:test'
import { subjectOf } from './subject-of.ts'
import { whoOf } from './who-of.ts'

test('a colleague who has left is somebody who left, and never the id that the log knows them by', () => {
  const by = 'p_k3v9s0d1f2g4'
  assert.equal(whoOf({ by, name: 'Ada' }, 'en'), 'Ada')
  assert.equal(whoOf({ by }, 'en'), 'Somebody who left')
  assert.equal(whoOf({ by }, 'fr'), 'Une personne partie')
  assert.equal(whoOf({ by: 'console' }, 'en'), 'The machine’s link')
  assert.equal(whoOf({ by: '0123456789ab' }, 'en'), 'A key 012345…')
  const role = { role: 'editor' as const }
  const removed = {
    what: 'person_removed' as const,
    by: 'p_other',
    on: by,
    before: role,
    after: null,
  }
  assert.deepEqual(subjectOf(removed, 'en'), { says: 'somebody who left', isSomebody: true })
  assert.deepEqual(subjectOf({ ...removed, onName: 'Ada' }, 'en'), {
    says: 'Ada',
    isSomebody: true,
  })
})
