import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { Refused } from '../refusals.ts'
import { type FeedRow, fieldName } from './row.ts'

/** Most characters of one field; what follows is left out, and the field found too long. */
const FIELD_CHARACTERS = 65_536
const FIELDS = 200
const DEPTH = 16
/** A tag, a comment or a text is held whole by the parser until it ends: not beyond this. */
const PIECE_CHARACTERS = 4 * 1024 ** 2

/**
 * Rows of an RSS 2.0 (`item`) or Atom (`entry`) feed. A DOCTYPE is refused, so no
 * entity of the file's own ever expands. XML that is not well formed ends the
 * reading there: what came before is kept.
 * @throws Refused `unreadable`, with the line
 */
export async function* readXmlRows(chunks: AsyncIterable<string>): AsyncGenerator<FeedRow> {
  const reader = new XmlReader()
  for await (const chunk of chunks) {
    const rows = reader.write(chunk)
    yield* rows
    if (reader.trouble) throw reader.trouble
  }
  yield* reader.close()
  if (reader.trouble) throw reader.trouble
}

class XmlReader {
  trouble: Refused | undefined
  readonly #parser = new SaxesParser({ xmlns: false, position: true })
  #rows: FeedRow[] = []
  #row: FeedRow | undefined
  /** Fields of the row that its g: tags told. */
  readonly #merchants = new Set<string>()
  /** Open elements within the row, outermost first. */
  #path: string[] = []
  #depth = 0
  #text = ''
  #detail = { name: '', value: '' }
  #seen = false
  /** Characters since the parser last had something to say. */
  #unsaid = 0

  constructor() {
    const parser = this.#parser
    parser.on('doctype', () =>
      this.#fail('The feed has a DOCTYPE: remove it, entities are not read.'),
    )
    parser.on('error', error => this.#fail(`The XML is not well formed: ${error.message}`))
    parser.on('opentag', tag => this.#open(tag as SaxesTagPlain))
    parser.on('closetag', tag => this.#close(tag.name))
    parser.on('text', text => this.#add(text))
    parser.on('cdata', text => this.#add(text))
    parser.on('comment', () => this.#said())
    parser.on('processinginstruction', () => this.#said())
  }

  write(chunk: string): FeedRow[] {
    this.#unsaid += chunk.length
    if (!this.trouble) this.#parser.write(chunk)
    if (this.#unsaid > PIECE_CHARACTERS) {
      this.#fail(`One piece runs over more than ${PIECE_CHARACTERS} characters.`)
    }
    return this.#given()
  }

  close(): FeedRow[] {
    if (!this.trouble) this.#parser.close()
    if (!this.trouble && !this.#seen) this.#fail('No <item> or <entry>: this is no product feed.')
    return this.#given()
  }

  #given(): FeedRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  #fail(reason: string): void {
    this.trouble ??= new Refused(
      '',
      'unreadable',
      `Line ${this.#parser.line}: ${reason}`.slice(0, 300),
    )
  }

  #said(): void {
    this.#unsaid = 0
  }

  #open(tag: SaxesTagPlain): void {
    this.#said()
    if (this.trouble) return
    if (++this.#depth > DEPTH) this.#fail(`Elements nest deeper than ${DEPTH} levels.`)
    const name = fieldName(tag.name)
    if (!this.#row) {
      if (name !== 'item' && name !== 'entry') return
      this.#seen = true
      this.#row = { line: this.#parser.line, fields: new Map(), details: [] }
      this.#merchants.clear()
      return
    }
    this.#path.push(name)
    this.#text = ''
    if (name === 'product_detail') this.#detail = { name: '', value: '' }
    // Atom writes the address of the product as an attribute.
    const href = name === 'link' ? tag.attributes.href : undefined
    if (href && (tag.attributes.rel ?? 'alternate') === 'alternate') this.#text = href
  }

  #add(text: string): void {
    this.#said()
    if (this.#path.length === 0 || this.#text.length >= FIELD_CHARACTERS) return
    this.#text += text.slice(0, FIELD_CHARACTERS - this.#text.length)
  }

  #close(tag: string): void {
    this.#said()
    this.#depth--
    if (this.trouble || !this.#row) return
    const name = this.#path.pop()
    if (name === undefined) {
      this.#rows.push(this.#row)
      this.#row = undefined
      return
    }
    this.#keep(name, tag, this.#text.trim())
    this.#text = ''
  }

  #keep(name: string, tag: string, value: string): void {
    const row = this.#row!
    const inside = this.#path.at(-1)
    if (inside === 'product_detail') {
      if (name === 'attribute_name') this.#detail.name = value
      if (name === 'attribute_value') this.#detail.value = value
    } else if (name === 'product_detail') {
      if (row.details.length < FIELDS && this.#detail.name && this.#detail.value) {
        row.details.push([this.#detail.name, this.#detail.value])
      }
    } else if (inside === undefined && value !== '' && row.fields.size < FIELDS) {
      // The g: field counts more than RSS's or Atom's own of the same name, and the first more than the next.
      const isMerchants = tag.includes(':')
      if (isMerchants ? !this.#merchants.has(name) : !row.fields.has(name)) {
        row.fields.set(name, value)
      }
      if (isMerchants) this.#merchants.add(name)
    }
  }
}
