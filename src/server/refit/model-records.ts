import { fingerprint } from '../../core/fingerprint.ts'
import type { NewRecord } from '../../schema/record.ts'
import type { Env } from '../../store/ports.ts'
import { shopRecord } from '../own-records.ts'
import type { Found } from './refitter.ts'

/** Of base64: a record holds 64 KB, and says a little more than this. */
const PART_CHARACTERS = 56_000

/** A model that did better, as the records that bring it into use. */
export function modelRecords(found: Found, fitted: number, env: Env): NewRecord[] {
  const { model: text, isBetter, ...verdicts } = found
  const parts = Math.ceil(text.length / PART_CHARACTERS)
  const model = fingerprint(text)
  return Array.from({ length: parts }, (_, part) => {
    const bytes = text.slice(part * PART_CHARACTERS, (part + 1) * PART_CHARACTERS)
    const body = { model, part, parts, bytes, fitted, time: env.now(), ...verdicts }
    return shopRecord('model_adopted', body, env)
  })
}
