import { type Static, Type } from 'typebox'

/** The people of a console: who they are, what each may, and what crosses the door about them. */
const closed = { additionalProperties: false }

/** From the least to the most: each may all that those before it may. */
export const ROLES = ['viewer', 'analyst', 'editor', 'manager', 'owner'] as const
export type Role = (typeof ROLES)[number]
export const Role = Type.Enum([...ROLES])

export const Email = Type.String({
  pattern: '^[^\\s@<>"]{1,64}@[^\\s@<>"]{1,189}$',
  maxLength: 254,
})
const Name = Type.String({ pattern: '\\S', minLength: 1, maxLength: 64 })
export const Password = Type.String({ minLength: 1, maxLength: 256 })
/** Six digits of an authenticator, or a recovery code. */
const Code = Type.String({ minLength: 6, maxLength: 40 })
const Language = Type.Enum(['fr', 'en'])
const Time = Type.Integer({ description: 'ms' })

export const SignInBody = Type.Object(
  { email: Type.String({ maxLength: 254 }), password: Password, code: Type.Optional(Code) },
  closed,
)

export const Invited = Type.Object(
  { email: Email, name: Name, role: Role, language: Type.Optional(Language) },
  closed,
)
export type Invited = Static<typeof Invited>

export const Joining = Type.Object(
  { token: Type.String({ maxLength: 64 }), password: Password },
  closed,
)
export const RoleChange = Type.Object({ role: Role }, closed)
export const PasswordChange = Type.Object({ current: Password, password: Password }, closed)
export const PasswordOnly = Type.Object({ password: Password }, closed)
export const CodeOnly = Type.Object({ code: Code }, closed)

/** Somebody of the team, as others of it see them. */
export const PersonTold = Type.Object({
  id: Type.String(),
  email: Type.String(),
  name: Type.String(),
  role: Role,
  /** `invited`: no password yet, and the link still opens. `late`: it is too old, or was never made. */
  is: Type.Enum(['in', 'invited', 'late']),
  secondFactor: Type.Boolean(),
  /** ms; absent for who never signed in. */
  lastSeen: Type.Optional(Time),
})
export type PersonTold = Static<typeof PersonTold>

export const PeopleTold = Type.Object({ people: Type.Array(PersonTold) })
export type PeopleTold = Static<typeof PeopleTold>

/** A person and the link that lets them choose a password: shown this once. */
export const Invitation = Type.Object({ person: PersonTold, link: Type.String(), until: Time })
export type Invitation = Static<typeof Invitation>

/** Whoever is inside, and what this role opens: `GET /v1/results`. */
export const SessionTold = Type.Object({
  /** Absent for who came by the one-time link. */
  person: Type.Optional(PersonTold),
  role: Role,
  shop: Type.String(),
  /** Of the IANA list, where the shop's days begin and end. */
  timeZone: Type.String(),
  /** Goes with every change as `x-vitrine-token`. */
  token: Type.String(),
  may: Type.Array(Type.String()),
  /** Over https the cookie is `__Host-` and `Secure`; on this machine itself plain http will do. */
  secure: Type.Boolean(),
  /** ms */
  until: Time,
})
export type SessionTold = Static<typeof SessionTold>

export const SessionListed = Type.Object({
  id: Type.String(),
  /** Browser and system, as far as they say. */
  agent: Type.String(),
  opened: Time,
  seen: Time,
  isThis: Type.Boolean(),
})

export const AccountTold = Type.Object({
  sessions: Type.Array(SessionListed),
  /** Recovery codes that are left, where there is a second factor. */
  codesLeft: Type.Optional(Type.Integer()),
})
export type AccountTold = Static<typeof AccountTold>

/** For an authenticator: the secret in Base32, and the address that holds it. */
export const SecondFactor = Type.Object({ secret: Type.String(), address: Type.String() })
export type SecondFactor = Static<typeof SecondFactor>

/** Shown this once; each opens one time, when the authenticator is lost. */
export const RecoveryCodes = Type.Object({ codes: Type.Array(Type.String()) })
export type RecoveryCodes = Static<typeof RecoveryCodes>
