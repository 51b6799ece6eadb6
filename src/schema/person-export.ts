import { Type } from 'typebox'
import { VisitorKnown } from './visitor-known.ts'

/** All that is kept of a person, in one document for people and programs. Times are ISO 8601. */
const Records = Type.Array(
  Type.Object({ type: Type.String(), receivedAt: Type.String() }, { additionalProperties: true }),
)

export const PersonExport = Type.Object({
  shop: Type.String(),
  madeAt: Type.String(),
  /** Names the person is known by; a note where more is kept than this document tells. */
  identity: Type.Object({ keys: Type.Array(Type.String()), note: Type.Optional(Type.String()) }),
  /** What is believed of them; a browser of several does not read that of the others. */
  known: Type.Union([VisitorKnown, Type.Null()]),
  records: Records,
  orders: Type.Array(
    Type.Object({ what: Type.String(), time: Type.String() }, { additionalProperties: true }),
  ),
  consents: Type.Array(Type.Object({ consent: Type.String(), since: Type.String() })),
  joined: Type.Array(Type.Object({ names: Type.Integer(), time: Type.String() })),
  /** Why, where and for how long. */
  kept: Type.Object(
    { why: Type.String(), where: Type.Array(Type.String()) },
    { additionalProperties: true },
  ),
})
