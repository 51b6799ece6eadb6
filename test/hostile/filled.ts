import { HOSTILE } from './texts.ts'

/** A schema as it lies in memory, as far as answers use it. */
interface Shape {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Shape[]
  items?: Shape
  properties?: Record<string, Shape>
  patternProperties?: Record<string, Shape>
}

const PER_LIST = 2

/**
 * Values of a schema whose every text is a hostile one, the next of the list each time: a field
 * that is added to an answer tomorrow is filled too.
 */
export class Filler {
  /** Place of the next text. */
  count: number

  /** From another place each time, every field is given every text in the end. */
  constructor(from: number) {
    this.count = from
  }

  fill(schema: object, name = ''): unknown {
    const shape = schema as Shape
    if (shape.const !== undefined) return shape.const
    if (shape.enum) return shape.enum[this.count % shape.enum.length]
    if (shape.anyOf) return this.fill(shape.anyOf[0], name)
    if (shape.type === 'boolean') return true
    if (shape.type === 'integer' || shape.type === 'number') return 4
    if (shape.type === 'array') return this.#many(shape.items ?? {}, name)
    if (shape.type === 'object') return this.#each(shape)
    return this.#text(name)
  }

  #many(items: Shape, name: string): unknown[] {
    return Array.from({ length: PER_LIST }, () => this.fill(items, name))
  }

  #each({ properties = {}, patternProperties = {} }: Shape): object {
    const some = Object.values(patternProperties).map(shape => [this.#text(''), this.fill(shape)])
    const own = Object.entries(properties).map(([name, one]) => [name, this.fill(one, name)])
    return Object.fromEntries([...some, ...own])
  }

  /** An address that is nothing but hostile is not drawn at all, and so shows little: most have a path before it. */
  #text(name: string): string {
    const text = HOSTILE[this.count++ % HOSTILE.length]
    if (name === 'currency') return 'EUR'
    const isAddress = name === 'url' || name === 'image'
    return isAddress && this.count % 3 > 0 ? `/p/${text}` : text
  }
}
