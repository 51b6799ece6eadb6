import { type Static, Type } from 'typebox'

/** What somebody of the console, or a key, changed beside the rules: each kind has its words in the console. */
export const AUDITED = [
  'signed_in',
  'signed_out_everywhere',
  'person_invited',
  'person_joined',
  'person_role',
  'person_removed',
  'link_renewed',
  'password_changed',
  'second_factor',
  'key_made',
  'key_ended',
  'origins',
  'staff_unmarked',
  'webhook_added',
  'webhook_secret',
  'webhook_on',
  'webhook_removed',
  'feed_added',
  'feed_changed',
  'feed_paused',
  'feed_on',
  'feed_removed',
  'members_exported',
  'split',
  'shop_facts',
  'removal_answered',
] as const

/** Kept for ever in the log: it names people by their id, and holds no secret, name or address. */
export interface Audited {
  /** An account's id, the hash of a key, or `console` for who came by the one-time link. */
  by: string
  what: (typeof AUDITED)[number]
  /** What was changed, where there are several: a person's or a key's id. */
  on?: string
  why?: string
  before: unknown
  after: unknown
  time: number
}

const AuditEntry = Type.Object({
  /** Place in the log. */
  position: Type.Integer(),
  time: Type.Integer(),
  by: Type.String(),
  /** What this person is called; absent for keys, the link, and people who are gone. */
  name: Type.Optional(Type.String()),
  /** One of `AUDITED`, or the type of the record that says so, such as `rule_changed`. */
  what: Type.String(),
  on: Type.Optional(Type.String()),
  /** Whom it was about, where it is a visitor: as the log says, and nobody once they are erased. */
  visitor: Type.Optional(
    Type.Object({
      key: Type.String(),
      nickname: Type.Object({ fr: Type.String(), en: Type.String() }),
    }),
  ),
  onName: Type.Optional(Type.String()),
  why: Type.Optional(Type.String()),
  before: Type.Unknown(),
  after: Type.Unknown(),
})
export type AuditEntry = Static<typeof AuditEntry>

export const AuditPage = Type.Object({
  entries: Type.Array(AuditEntry),
  /** Ask with this as `before` for what is older; absent at the end of what is remembered. */
  older: Type.Optional(Type.Integer()),
})
export type AuditPage = Static<typeof AuditPage>
