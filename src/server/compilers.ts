import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import stringifierOf from 'fast-json-stringify'
import type { FastifySchemaCompiler } from 'fastify'
import type { FastifySerializerCompiler } from 'fastify/types/schema.js'

/**
 * What checks a request and what writes an answer is made when it is first asked for, and once
 * for all routes that share a schema: made beforehand, for every route and status, they were more
 * than a third of what a start takes.
 */
const checks = new WeakMap<object, Check>()
const bodyChecks = new WeakMap<object, Check>()
const writers = new WeakMap<object, Writer>()

type Check = ReturnType<typeof TypeBoxValidatorCompiler>
type Writer = (answer: unknown) => string

export const validatorCompiler: FastifySchemaCompiler<object> = route => {
  // Numbers in a path or a query come as text; in a body they are what they say.
  const known = route.httpPart === 'body' ? bodyChecks : checks
  return value => madeOnce(known, route.schema, () => TypeBoxValidatorCompiler(route))(value)
}

export const serializerCompiler: FastifySerializerCompiler<object> = ({ schema }) => {
  return answer => madeOnce(writers, schema, () => stringifierOf(schema))(answer)
}

function madeOnce<T extends Check | Writer>(
  known: WeakMap<object, T>,
  schema: object,
  make: () => T,
): T {
  let made = known.get(schema)
  if (made === undefined) known.set(schema, (made = make()))
  return made
}
