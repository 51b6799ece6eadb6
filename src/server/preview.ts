import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { DecisionRequest } from '../schema/decision.ts'
import type { Services } from './services.ts'
import { readNote, signNote } from './signed-notes.ts'

const PURPOSE = 'preview'
type Preview = NonNullable<DecisionRequest['preview']>
const Preview = Type.Object({ experience: Type.String() })

/** An address with `?vitrine-preview=…` shows one experience, to whoever has it, and counts nothing. */
export function makePreview(experience: string, lastsMs: number, services: Services): string {
  return signNote(PURPOSE, { experience }, lastsMs, services)
}

/** @throws Problem 403 when it is not ours, or too old */
export function previewIn(
  note: string | undefined,
  services: Pick<Services, 'shop' | 'keys' | 'env'>,
): Preview | undefined {
  if (note === undefined) return undefined
  return Value.Parse(Preview, readNote(PURPOSE, note, '/preview', services))
}
