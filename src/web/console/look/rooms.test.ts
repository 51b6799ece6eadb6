import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'

/** Sheets that change the parts of others on purpose: those of a phone, and what rooms share. */
const SHARED = new Set(['phone.css', 'parts.css', 'ground.css', 'shell.css'])
/** The pane beside a list, which several rooms fill. */
const SEVERAL = new Set(['det'])

test('a class begins the rules of one room’s sheet: what another room means by it would change both', () => {
  const rooms = new Map<string, Set<string>>()
  for (const path of globSync(join(import.meta.dirname, '*.css'))) {
    if (SHARED.has(basename(path))) continue
    for (const [, name] of readFileSync(path, 'utf8').matchAll(
      /^\s*\.([a-z][\w-]*)(?=[\s,{:])/gm,
    )) {
      rooms.set(name, (rooms.get(name) ?? new Set()).add(basename(path)))
    }
  }
  assert.ok(rooms.size > 50)
  const both = [...rooms].filter(([name, sheets]) => sheets.size > 1 && !SEVERAL.has(name))
  assert.deepEqual(
    both.map(([name, sheets]) => `.${name}: ${[...sheets]}`),
    [],
  )
})
