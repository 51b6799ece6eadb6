import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { DecisionMade } from '../../schema/decision.ts'
import { readSigned, writeSigned } from './act.ts'
import { refOf } from './acts-of.ts'
import type { TextReader, TextWriter } from './texts.ts'

/** One placement we filled for this visitor, and how it was answered. */
export interface Shown {
  time: number
  position: number
  /** Which choice of the decision. */
  index: number
  /** Hash of `decisionId`, as the acts that answer it carry. */
  ref: number
  /** `home/welcome-back`: placement kind and experience. */
  experience: string
  /** Sum of the answers below. */
  answers: number
}

export const SEEN = 1
export const CLICKED = 2
export const DISMISSED = 4

/** Placements kept of one visitor: four or five pages. */
const MOST_SHOWN = 16

/** What a decision showed: nothing of ours to the control group, nothing where there was no item. */
export function shownBy(id: string, made: DecisionMade, position: number): Shown[] {
  if (made.slice === 'holdout') return []
  const shown: Shown[] = []
  for (let index = 0; index < made.choices.length; index++) {
    const { items, experience } = made.choices[index]
    if (items.length === 0) continue
    const ref = refOf(`${id}.${index}`)
    shown.push({ time: made.time, position, index, ref, experience, answers: 0 })
  }
  return shown
}

/** Put in their place by time, keep the newest, drop doubles. `more` are the list's from now on. */
export function addShown(list: Shown[], more: readonly Shown[]): void {
  for (const shown of more) {
    let place = list.length
    while (place > 0 && compareShown(list[place - 1], shown) > 0) place--
    const same = place > 0 ? list[place - 1] : undefined
    if (same && compareShown(same, shown) === 0) same.answers |= shown.answers
    else if (place === list.length) list.push(shown)
    else list.splice(place, 0, shown)
  }
  while (list.length > MOST_SHOWN) list.shift()
}

/** Note an answer; what was shown too long ago to be known is answered in the journal alone. */
export function answer(list: readonly Shown[], ref: number, how: number): void {
  const shown = list.find(each => each.ref === ref)
  if (shown) shown.answers |= how
}

export function writeShown(out: ByteWriter, texts: TextWriter, list: readonly Shown[]): void {
  out.count(list.length)
  let time = 0
  let position = 0
  for (const shown of list) {
    out.count(shown.time - time)
    writeSigned(out, shown.position - position)
    out.u8(shown.index * 8 + shown.answers)
    out.u32(shown.ref)
    texts.write(out, shown.experience)
    time = shown.time
    position = shown.position
  }
}

export function readShown(from: ByteReader, texts: TextReader): Shown[] {
  const list: Shown[] = []
  let time = 0
  let position = 0
  for (let left = from.count(); left > 0; left--) {
    time += from.count()
    position += readSigned(from)
    const packed = from.u8()
    list.push({
      time,
      position,
      index: packed >> 3,
      ref: from.u32(),
      experience: texts.read(from),
      answers: packed & 7,
    })
  }
  return list
}

function compareShown(a: Shown, b: Shown): number {
  return a.time - b.time || a.position - b.position || a.index - b.index
}
