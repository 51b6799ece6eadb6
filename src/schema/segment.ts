import { type Static, Type } from 'typebox'
import { LIMITS } from './limits.ts'
import { Conditions } from './rule.ts'

/** A segment, its team and what the team writes: as the log keeps them, and as they are sent. */
const closed = { additionalProperties: false }
const Id = Type.String({ minLength: 1, maxLength: 36 })
const Name = Type.String({ minLength: 1, maxLength: 80 })
const Person = Type.String({ minLength: 1, maxLength: 80 })

export const Team = Type.Object(
  {
    manager: Type.Optional(Person),
    sellers: Type.Array(Person, { maxItems: 20 }),
    analyst: Type.Optional(Person),
  },
  closed,
)
export type Team = Static<typeof Team>

export const Segment = Type.Object(
  {
    id: Id,
    name: Name,
    /** Who belongs to it: whoever a page finds in this situation. */
    when: Conditions,
    team: Team,
    /** When it was made, or its conditions changed, ms: counting began then. */
    since: Type.Integer(),
  },
  closed,
)
export type Segment = Static<typeof Segment>

export const NOTE_KINDS = ['task', 'note'] as const
export const SegmentNote = Type.Object(
  {
    id: Id,
    kind: Type.Enum([...NOTE_KINDS]),
    text: Type.String({ minLength: 1, maxLength: LIMITS.note }),
    /** Of a task: whose it is, until when, and whether it is done. */
    for: Type.Optional(Person),
    due: Type.Optional(Type.Integer({ minimum: 0, maximum: 8.64e15 })),
    isDone: Type.Boolean(),
    by: Type.String(),
    time: Type.Integer(),
  },
  closed,
)
export type SegmentNote = Static<typeof SegmentNote>

/** `segment` is absent when it is gone. */
export interface SegmentChanged {
  id: string
  segment?: Segment
  before?: Segment
  by: string
  time: number
}

export interface SegmentNoted {
  segment: string
  note: SegmentNote
}

export const SegmentWritten = Type.Object(
  { name: Name, when: Conditions, team: Type.Optional(Team) },
  closed,
)
export type SegmentWritten = Static<typeof SegmentWritten>
export const SegmentPatch = Type.Object(
  { name: Type.Optional(Name), when: Type.Optional(Conditions), team: Type.Optional(Team) },
  closed,
)
export type SegmentPatch = Static<typeof SegmentPatch>
export const { kind: NoteKind, text: NoteText } = SegmentNote.properties
export const NoteWritten = Type.Object(
  { kind: NoteKind, text: NoteText, for: Type.Optional(Person), due: SegmentNote.properties.due },
  closed,
)
export type NoteWritten = Static<typeof NoteWritten>
export const NotePatch = Type.Object({ isDone: Type.Boolean() }, closed)
