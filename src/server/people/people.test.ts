import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { machine } from '../../store/machine.ts'
import { People } from './people.ts'

const EACH = 15

test('two processes that change the people at a time undo nothing of each other', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-people-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  await Promise.all(['ada', 'bo'].map(who => addingTo(folder, who)))
  const people = new People(folder, machine).all()
  assert.equal(people.length, 2 * EACH)
  assert.ok(people.every(({ name, invitation }) => name === 'renamed' && invitation !== undefined))
})

/** Another process, which adds some and changes each. */
async function addingTo(folder: string, who: string): Promise<void> {
  const source = `
    import { machine } from ${JSON.stringify(join(import.meta.dirname, '../../store/machine.ts'))}
    import { People } from ${JSON.stringify(join(import.meta.dirname, 'people.ts'))}
    const people = new People(${JSON.stringify(folder)}, machine)
    for (let n = 0; n < ${EACH}; n++) {
      const drafted = { email: '${who}' + n + '@shop.example', name: 'new', role: 'viewer' }
      const person = people.drafted(drafted)
      people.add(person)
      people.change(person.id, now => ({ ...now, name: 'renamed' }))
    }`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  assert.equal(code, 0)
}
