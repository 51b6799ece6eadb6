import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { ItemNumbers, readFile, readSessions, type Session } from './session-file.ts'
import { Refused } from './session-lines.ts'

const folder = mkdtempSync(join(tmpdir(), 'vitrine-sessions-'))
after(() => rmSync(folder, { recursive: true }))

test('the same sessions read alike from either format, compressed or not', () => {
  const json = '["a","b"]\n\n["a","c","a"]\n'
  const csv = 'time,item_id,session_id\n1,"a",s1\n2,b,s1\n9,a,s2\n5,a,s2\n7,c,s2\n'
  const expected = [
    [0, 1],
    [0, 2, 0],
  ]
  for (const name of ['some.jsonl', 'some.jsonl.gz']) assert.deepEqual(items(name, json), expected)
  for (const name of ['some.csv', 'some.csv.gz']) assert.deepEqual(items(name, csv), expected)
})

test('where any file lacks times, the order of the sessions is their time', () => {
  const train = file('train.jsonl', '{"items":[1],"time":9}\n{"items":[2],"time":3}\n')
  const timed = file('test.csv', 'session_id,item_id,time\n1,2,1\n')
  const untimed = file('test.jsonl', '[2,1]\n')
  const numbers = new ItemNumbers()
  assert.deepEqual(readSessions(train, timed, numbers)[0].map(timeOf), [3, 9])
  assert.deepEqual(readSessions(train, untimed, numbers).flat().map(timeOf), [0, 1, 2])
})

test('what cannot be used is refused in a sentence that names the file and the line', () => {
  refuses('bad.jsonl', '[1,2]\n\n[1,2', /bad\.jsonl, line 3, is not JSON/)
  refuses('bad.jsonl', '[1,2]\n{"item":[1]}', /line 2, is neither a list of item ids/)
  refuses('bad.jsonl', '[1,{}]', /line 1, has an item id that is neither text nor a number/)
  refuses('bad.jsonl', '{"items":[1],"time":"soon"}', /line 1, has a time that is no number/)
  refuses('bad.jsonl', '[]\n', /holds no session/)
  refuses('bad.csv', 'session_id,item_id\n1,2\n1\n', /line 3, has 1 cells where its header has 2/)
  refuses('bad.csv', 'session_id,item_id\n1,\n', /line 2, has no item_id/)
  refuses('bad.csv', 'session,item\n1,2\n', /needs a header with session_id and item_id/)
  refuses('bad.txt', '1', /neither \.jsonl\[\.gz\] nor \.csv\[\.gz\]/)
  writeFileSync(join(folder, 'plain.jsonl.gz'), '[1,2]')
  for (const name of ['plain.jsonl.gz', 'missing.csv']) {
    assert.throws(() => readFile(join(folder, name), new ItemNumbers()), /cannot be read/)
  }
})

function items(name: string, text: string): number[][] {
  return readFile(file(name, text), new ItemNumbers()).map(session => session.items)
}

function timeOf(session: Session): number {
  return session.time
}

function refuses(name: string, text: string, sentence: RegExp): void {
  assert.throws(
    () => readFile(file(name, text), new ItemNumbers()),
    (error: Error) => error instanceof Refused && sentence.test(error.message),
  )
}

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text)
  return path
}
