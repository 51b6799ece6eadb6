import { Type } from 'typebox'

/**
 * A word that a page made up while its browser may have no name, the same with every request until
 * an answer has brought the cookie: whoever says it within some minutes is one visitor, not several.
 */
export const Newcomer = Type.String({
  pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$',
})
