import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import type { Product } from '../../../schema/product.ts'
import { Catalogue } from '../../catalogue/catalogue.ts'
import { FR } from '../fixtures/shop.ts'
import { Content } from './content.ts'
import { signatureOf, wordOf } from './signature.ts'
import { seriesOf, titleWords } from './words.ts'

test('what a thing is stands before “for”, at the end, or first in French', () => {
  const nouns = (title: string, language: string) =>
    titleWords(title, language)
      .filter(({ role }) => role === 'noun')
      .map(({ word }) => word)
  assert.deepEqual(nouns('6 ft. RCA cables for cameras', 'en'), ['cable'])
  assert.deepEqual(nouns('Compact refrigerator - White', 'en'), ['refrigerator'])
  assert.deepEqual(nouns('Veste imperméable pour femme', 'fr'), ['veste'])
})

test('words are compared without case, accents and plurals; what is in brackets is no noun', () => {
  const words = titleWords('ÉCLAIRS dorés (Coffret)', 'fr')
  assert.deepEqual(words, [
    { word: 'eclair', role: 'noun' },
    { word: 'dore', role: 'word' },
    { word: 'coffret', role: 'aside' },
  ])
})

test('the same kind of thing comes before another thing with the same name', () => {
  const { ask } = shop([
    'Wireless controller for Orbit 3',
    'Orbit 3 - DVD',
    'Wireless controller for Comet',
    'Orbit 3 soundtrack - CD',
    ...filler(40),
  ])
  assert.equal(ask('Wireless controller for Orbit 3')[0], 'Wireless controller for Comet')
})

test('a bar code tells that two films are of one studio', () => {
  const names = ['The Black Kettle - DVD', 'A Sword in a Stone - DVD', 'Red Pupil - DVD']
  const codes = ['786936123456', '786936123999', '085391123456']
  const { ask } = shop([...names, ...filler(40)], n => codes[n] ?? `s${n}`)
  assert.equal(ask(names[0])[0], names[1])
})

test('an edition is a note, and the name of a film has no noun', () => {
  assert.deepEqual(
    titleWords('Acme - Red Pupil - Widescreen Dubbed - DVD', 'en', new Set(['acme'])),
    [
      { word: 'form film', role: 'form' },
      { word: 'red', role: 'word' },
      { word: 'pupil', role: 'word' },
      { word: 'widescreen', role: 'note' },
      { word: 'dubbed', role: 'note' },
      { word: 'dvd', role: 'note' },
    ],
  )
})

test('what a series is called stands before its parts, without their numbers', () => {
  const series = ['Saw 3: Unrated - DVD', 'Saw - Widescreen - DVD', 'Acme - Saw (2 discs)']
  for (const title of series) assert.equal(seriesOf(title, new Set(['acme'])), 'saw')
  assert.equal(seriesOf('X-Men: The End - DVD'), 'x men')
  assert.equal(seriesOf('Red, Pupil, Vol. 2 - DVD'), 'red pupil')
})

test('rather none than one of the same edition, and a series before them', () => {
  const edition = 'Widescreen Dubbed Pan & Scan - DVD'
  const { ask } = shop([
    `Red Pupil - ${edition}`,
    `Grey Harbour: The Beginning - ${edition}`,
    'Grey Harbour: The End - DVD',
    `Lost Summer - ${edition}`,
    ...filler(400),
  ])
  assert.deepEqual(ask(`Red Pupil - ${edition}`), [])
  assert.deepEqual(ask('Grey Harbour: The End - DVD'), [`Grey Harbour: The Beginning - ${edition}`])
})

test('a word tells as much as what is called by it has in common', () => {
  const one = ['Yoga for runners', 'Yoga stretches for runners', 'Slow yoga for deep stretches']
  const other = ['Freedom and bread', 'Freedom of the plains', 'Broken freedom in winter']
  const { ask } = shop([...one, ...other].map(title => `${title} - DVD`).concat(filler(400)))
  assert.ok(ask('Yoga for runners - DVD').includes('Yoga stretches for runners - DVD'))
  assert.deepEqual(ask('Freedom and bread - DVD'), [])
})

test('films whose names begin with a word that no others have are of one series', () => {
  const films = ['Quenta: Slow Evolution', 'Quenta: Building Empires', 'Old Mill: Harvest']
  const { ask } = shop([...films.map(each => `${each} - DVD`), ...filler(400)])
  assert.deepEqual(ask(`${films[0]} - DVD`), [`${films[1]} - DVD`])
})

test('what a bracket says otherwise counts against it', () => {
  const phone = (line: string, net: string) => `Fonix - ${line} mobile phone (${net})`
  const titles = [
    phone('Curve', 'Unlocked'),
    phone('Curve', 'Orbita'),
    phone('Curve 8520', 'Unlocked'),
  ]
  const phones = ['Unlocked', 'Orbita'].flatMap(net =>
    Array.from({ length: 90 }, (_, n) => `Item${n} - Thing${n} mobile phone (${net})`),
  )
  const { ask } = shop([...titles, ...phones, ...filler(400)], ...WITH_BRANDS)
  assert.deepEqual(ask(titles[0]).slice(0, 2), [titles[2], titles[1]])
})

test('a film on another disc is that film', () => {
  const { ask } = shop([
    'Silver Tide - Widescreen Dubbed - Blu-ray Disc',
    'Silver Tide - Widescreen - DVD',
    ...['Blu-ray Disc', 'DVD'].flatMap(disc => filler(300).map(each => each.replace('DVD', disc))),
  ])
  assert.deepEqual(ask('Silver Tide - Widescreen Dubbed - Blu-ray Disc'), [
    'Silver Tide - Widescreen - DVD',
  ])
})

test('a maker of one thing hides no other of its kind', () => {
  const asked = 'Lumo - Foot massager'
  const others = ['Ondo - Air massager', 'Ondo - Round massager', 'Tavi - Round massager']
  const codes = ['811111000011', '822222000012', '822222000013', '833333000014']
  const { ask } = shop([asked, ...others, ...filler(400)], n => codes[n] ?? `s${n}`, BRANDS)
  assert.deepEqual(ask(asked).sort(), others)
})

test('what fits another device comes behind what fits the same', () => {
  const titles = ['Padlet', 'Fonix', 'Padlet', 'Fonix'].map(
    (device, n) => `Bolo - ${n < 2 ? 'Fitted' : 'Slim'} case for Apria ${device}`,
  )
  const { ask } = shop([...titles, ...filler(400)], undefined, BRANDS)
  assert.equal(ask(titles[0])[0], titles[2])
})

test('a word of the brand may be what the thing is', () => {
  const titles = ['Kanto Cable - Video cable', 'Kanto Cable - Video lamp', 'Ferro - Video cable']
  const more = ['lamp', 'cable'].flatMap(kind =>
    Array.from({ length: 60 }, (_, n) => `Item${n} - Rope${n} ${kind}`),
  )
  const { ask } = shop([...titles, ...more, ...filler(400)], ...WITH_BRANDS)
  assert.deepEqual(ask(titles[0]), [titles[2]])
})

test('what a thing serves is not what it is', () => {
  const titles = [
    'Kanto - Wall mount for shelf speakers',
    'Kanto - Shelf speaker',
    'Ferro - Wall mount',
  ]
  const more = ['speaker', 'mount'].flatMap(kind =>
    Array.from({ length: 300 }, (_, n) => `Item${n} - Thing${n} ${kind}`),
  )
  const { ask } = shop([...titles, ...more, ...filler(400)], undefined, BRANDS)
  assert.ok(!ask(titles[0]).includes(titles[1]))
})

test('what a game runs on is what it serves, a machine and its number being one word', () => {
  const served = (title: string) =>
    titleWords(title, 'en')
      .filter(({ role }) => role === 'served')
      .map(({ word }) => word)
  assert.deepEqual(served('Moor Riders - Xbox 360, PlayStation 3'), ['xbox 360', 'playstation 3'])
  assert.deepEqual(served('Leather case for Xbox 360'), ['xbox', 'xbox 360'])
  assert.deepEqual(served('Case for Fonix 3G, 4 and 4S with charger'), [
    'fonix',
    'fonix 3g',
    'fonix 4',
    'fonix 4s',
  ])
  assert.deepEqual(served('Stand for flat screens up to 28"'), ['flat', 'screen'])
  assert.deepEqual(served('Stand for most 27" - 46" flat screens'), ['flat', 'screen'])
  assert.deepEqual(served('Harness for 2004 - 2008 Apria cars'), ['apria', 'car'])
})

test('a size is one word, however it is written', () => {
  const sizes = (title: string) => titleWords(title, 'en').map(({ word }) => word)
  assert.deepEqual(sizes('6-inch, 6" and 6-Amp'), ['6inch', '6amp'])
  assert.deepEqual(sizes('3/4-size guitar'), ['3of4', 'size', 'guitar', 'size guitar'])
  assert.deepEqual(sizes('4-1/2" and 6 5/9-foot'), ['4.5inch', '6.556ft'])
  assert.deepEqual(sizes('19.7 Cu. Ft. and 12,000 W'), ['19.7cuft', '12000w'])
  assert.deepEqual(sizes('9"-16" and 9 - 16"'), ['12.0inch'])
  assert.deepEqual(sizes('12-Cup brewer'), ['12cup', 'cup', 'brewer', 'cup brewer'])
  for (const gallons of ['2 Gal.', '2-gallon'])
    assert.deepEqual(sizes(`${gallons} vacuum`).slice(0, 2), ['2gal', 'vacuum'])
})

test('the nearest size comes first, and what falls short behind what has to spare', () => {
  const cable = (feet: number) => `Kanto - ${feet}' Forest speaker cable`
  const titles = [20, 6, 100, 50, 15, 25].map(cable)
  const more = Array.from({ length: 60 }, (_, n) => `Item${n} - ${n + 1}' Rope${n}`)
  const { ask } = shop([...titles, ...more, ...filler(400)], ...WITH_BRANDS)
  assert.deepEqual(ask(cable(20)), [25, 15].map(cable))
})

test('what is of quite another size is no choice, but the next size there is is one', () => {
  const cable = (feet: number, line = 'Forest') => `Kanto - ${feet}' ${line} speaker cable`
  const drive = (size: number) => `Ferro - ${size}GB Harbour flash drive`
  const titles = [cable(10), cable(16), cable(4), cable(11, 'Moor'), ...[4, 8, 16, 64].map(drive)]
  const cables = [3, 6, 8, 12, 12, 20, 25, 50].map((feet, n) => `Item${n} - ${feet}' cable`)
  const drives = [1, 2, 4, 8, 16, 32].map((size, n) => `Thing${n} - ${size}GB drive`)
  const { ask } = shop([...titles, ...cables, ...drives, ...filler(400)], ...WITH_BRANDS)
  assert.ok(ask(cable(10)).includes(cable(11, 'Moor')))
  assert.ok(!ask(cable(10)).includes(cable(16)))
  assert.ok(!ask(cable(10)).includes(cable(4)))
  assert.ok(ask(drive(8)).includes(drive(16)))
  assert.ok(!ask(drive(8)).includes(drive(64)))
})

test('what comes in two sizes has types, and either may do', () => {
  const titles = [720, 1080].map(lines => `Kanto - Harbour ${lines}p television`)
  const more = Array.from({ length: 20 }, (_, n) => `Item${n} - ${[720, 1080][n % 2]}p television`)
  const { ask } = shop([...titles, ...more, ...filler(400)], ...WITH_BRANDS)
  assert.ok(ask(titles[0]).includes(titles[1]))
})

test('a size that is as good counts as one in common', () => {
  const cellar = (line: string, bottles: number) => `${line} ${bottles}-bottle wine cellar`
  const titles = [
    cellar('Kanto - Harbour', 57),
    cellar('Ferro - Silver', 58),
    cellar('Ferro - Silver', 50),
  ]
  const more = [20, 30, 40, 60, 75, 90].map((each, n) => cellar(`Item${n} - Thing${n}`, each))
  const { catalogue, content } = shop([...titles, ...more, ...filler(400)], ...WITH_BRANDS)
  const { count, items, scores } = content.like(catalogue.find('i0'), -1)
  const found = [...items.subarray(0, count)]
  const scoreOf = (id: string) => scores[found.indexOf(catalogue.find(id))] ?? 0
  assert.ok(scoreOf('i1') > 1.43 * scoreOf('i2'))
})

test('before nothing is shown, what is of one sort and size is', () => {
  const titles = [
    'Kanto - Rumo Tavi Moor Xeno Sora Luma 300W power amplifier',
    'Ferro - 280W power amplifier',
  ]
  const far = [20, 50, 90, 140, 600, 900].map((each, n) => `Item${n} - ${each}W power amplifier`)
  const words = ['Rumo', 'Tavi', 'Moor', 'Xeno', 'Sora', 'Luma'].flatMap(word =>
    [1, 2, 3].map(n => `Thing${n} - ${word} rope${n}`),
  )
  const { ask } = shop([...titles, ...far, ...words, ...filler(4000)], ...WITH_BRANDS)
  assert.equal(ask(titles[0])[0], titles[1])
})

test('what is made to another standard does not fit', () => {
  const titles = ['DDR2', 'DDR3', 'DDR2 slim'].map(each => `Kanto - 4GB ${each} desktop memory`)
  const more = Array.from(
    { length: 12 },
    (_, n) => `Item${n} - ${['DDR2', 'DDR3'][n % 2]} rope${n}`,
  )
  const { ask } = shop([...titles, ...more, ...filler(400)], ...WITH_BRANDS)
  assert.deepEqual(ask(titles[0]), [titles[2]])
})

test('what fits one model fits none that came before it', () => {
  const titles = ['Tavo', 'Tavo 2', 'Tavo 2'].map((each, n) => `Kanto - Sleek${n} case for ${each}`)
  const more = Array.from(
    { length: 40 },
    (_, n) => `Item${n} - Stand${n} for Tavo${n % 2 ? ' 2' : ''}`,
  )
  const { ask } = shop([...titles, ...more, ...filler(400)], ...WITH_BRANDS)
  assert.deepEqual(ask(titles[1]), [titles[2]])
})

test('of one sort of a noun comes before of one line, where many are of either sort', () => {
  const titles = [
    'Kanto - Harbour gas dryer',
    'Kanto - Harbour electric dryer',
    'Kanto - Moor gas dryer',
  ]
  const more = Array.from(
    { length: 30 },
    (_, n) => `Item${n} - Thing${n} ${n % 2 ? 'gas' : 'electric'} dryer`,
  )
  const lines = Array.from({ length: 4 }, (_, n) => `Item${n} - Harbour rope${n}`)
  const { ask } = shop([...titles, ...more, ...lines, ...filler(400)], ...WITH_BRANDS)
  assert.equal(ask(titles[0])[0], titles[2])
})

test('of two that are alike the one of the same size comes first', () => {
  const titles = [`Kanto - Forest 16.4' USB cable`, `Kanto - Forest 19.7' USB cable`]
  const same = `Kanto - Moor 16.4' USB cable`
  const lines = Array.from({ length: 8 }, (_, n) => `Item${n} - Forest Rope${n}`)
  const sizes = Array.from({ length: 15 }, (_, n) => `Item${n} - 16.4' Rope${n}`)
  const { ask } = shop([...titles, same, ...lines, ...sizes, ...filler(400)], ...WITH_BRANDS)
  assert.deepEqual(ask(titles[0]), [same, titles[1]])
})

test('what has the emblem of one team is none for another', () => {
  const on = (team: string) => ['lamp', 'clock', 'rug'].map(each => `${team} glass desk ${each}`)
  const things = [...on('Harbour Hawks'), ...on('Valley Bears'), ...on('Folding')]
  const titles = things.map((each, n) => `${['Kanto', 'Ferro', 'Tavi'][n % 3]} - ${each}`)
  const lamps = Array.from({ length: 30 }, (_, n) => `Item${n} - Thing${n} glass desk lamp`)
  const plain = 'Kanto - Folding desk lamp'
  const { ask } = shop([...titles, plain, ...lamps, ...filler(2000)], ...WITH_BRANDS)
  assert.ok(!ask(titles[0]).includes(titles[3]))
  assert.ok(ask(titles[6]).includes(plain))
})

test('a film of lions shares no word with what the lions of a town are on', () => {
  const words = (title: string) =>
    signatureOf({ title, language: 'en', brand: '', attributes: [], sku: '' }).map(wordOf)
  const lamp = words('Lions of the Harbour lamp')
  assert.equal(words('Lions of the Harbour clock').filter(word => lamp.includes(word)).length, 2)
  assert.deepEqual(
    words('Harbour of Lions - DVD').filter(word => lamp.includes(word)),
    [],
  )
})

test('a size that fits comes before one of the same line', () => {
  const box = (line: string, inches: number) => `Kanto - ${inches}" ${line} speaker box`
  const titles = [box('Shared Chamber', 12), box('Shared Chamber', 15), box('Deep', 12)]
  const lines = Array.from({ length: 20 }, (_, n) => `Item${n} - Shared Chamber rope${n}`)
  const sizes = Array.from({ length: 9 }, (_, n) => `Thing${n} - ${12 + n}" ladder${n}`)
  const { ask } = shop([...titles, ...lines, ...sizes, ...filler(600)], ...WITH_BRANDS)
  assert.deepEqual(ask(titles[0]), [titles[2], titles[1]])
})

test('one word of two films, or a word that says nothing, is a coincidence', () => {
  const films = ['Rampant', 'Nightfall vs. Rampant', 'Where My Heart Is', 'Where My Home Is']
  const { ask } = shop([...films.map(each => `${each} - DVD`), ...filler(400)])
  assert.deepEqual(ask('Rampant - DVD'), [])
  assert.deepEqual(ask('Where My Heart Is - DVD'), [])
})

test('a bracket that a feed cut off is a note as well', () => {
  const { ask } = shop([
    'Low Tide [Songs from the Picture... - CD',
    'Old Mill [Songs from the Picture... - CD',
    ...filler(400),
  ])
  assert.deepEqual(ask('Low Tide [Songs from the Picture... - CD'), [])
})

test('a noun stands before a word apart, without its number, and beside the amount or another', () => {
  const nouns = (title: string) =>
    titleWords(title, 'en')
      .filter(({ role }) => role === 'noun')
      .map(({ word }) => word)
  assert.deepEqual(nouns('In-Wall DVI-to-VGA cable - White'), ['cable'])
  assert.deepEqual(nouns('Fishfinder 160C - Espresso'), ['fishfinder'])
  assert.deepEqual(nouns('Laptop / Dual Processor / 4GB memory'), ['laptop'])
  assert.deepEqual(nouns('Wireless headset system'), ['headset', 'system'])
  assert.deepEqual(nouns('Keyboard and mouse for laptops'), ['keyboard', 'mouse'])
})

test('beside a noun stands its kind, the word before it, where nouns come last', () => {
  const kinds = (title: string, language: string) =>
    titleWords(title, language)
      .filter(({ role }) => role === 'kind')
      .map(({ word }) => word)
  assert.deepEqual(kinds('20 ft. Monitor cable for cameras', 'en'), ['monitor cable'])
  assert.deepEqual(kinds('White 4-port hub', 'en'), ['port hub'])
  assert.deepEqual(kinds('Two red cases', 'en'), [])
  assert.deepEqual(kinds('Veste imperméable', 'fr'), [])
})

test('what a maker has for its own things fits no others', () => {
  const titles = ['Kanto', 'Ferro'].map(firm => `${firm} - Filter for Select ${firm} vacuums`)
  const { ask } = shop(
    [...titles, 'Kanto - Wide filter for Kanto vacuums', ...filler(400)],
    ...WITH_BRANDS,
  )
  assert.deepEqual(ask(titles[0]), ['Kanto - Wide filter for Kanto vacuums'])
})

test('a thing for one model is shown beside none for another, but beside one for all', () => {
  const titles = ['Most Sung Instant', 'Sung Galaxia Capture', 'Sung'].map(
    device => `Bolo - Clear screen protector for ${device} mobile phones`,
  )
  const more = Array.from({ length: 60 }, (_, n) => `Item${n} - Charger${n} for Sung mobile phones`)
  const { ask } = shop([...titles, ...more, ...filler(400)], ...WITH_BRANDS)
  assert.deepEqual(ask(titles[0]), [titles[2]])
})

test('a thing is none of those it is for, though its name begins with theirs', () => {
  const titles = ['Ferro - Turntable slipmat', 'Ferro - Turntable']
  const more = Array.from({ length: 60 }, (_, n) => `Item${n} - Thing${n} turntable`)
  const { ask } = shop([...titles, ...more, ...filler(400)], ...WITH_BRANDS)
  assert.deepEqual(ask(titles[0]), [])
})

test('a noun of many kinds needs another word, which a size is not', () => {
  const kinds = ["6' Monitor cable", "6' Printer cable", 'Lamp', 'Fan']
  const titles = kinds.map(kind => `Kanto - ${kind}`)
  const more = Array.from({ length: 60 }, (_, n) => `Item${n} - Thing${n} cable`)
  const sizes = Array.from({ length: 30 }, (_, n) => `Item${n} - 6' Rope${n}`)
  const stands = Array.from(
    { length: 20 },
    (_, n) => `Item${n} - ${['Monitor', 'Printer'][n % 2]} stand${n}`,
  )
  const { ask } = shop([...titles, ...more, ...sizes, ...stands, ...filler(3000)], ...WITH_BRANDS)
  assert.deepEqual(ask(titles[0]), [])
})

test('what tells of no use is hardly like what tells of one', () => {
  const titles = [
    'Kanto - Universal carrying case for free-arm sewing machines',
    'Ferro - Carrying case with strap',
  ]
  const machines = Array.from({ length: 20 }, (_, n) => `Item${n} - Sewing machine${n}`)
  const straps = Array.from({ length: 20 }, (_, n) => `Item${n} - Carrying strap${n}`)
  const cases = Array.from({ length: 60 }, (_, n) => `Item${n} - Thing${n} case`)
  const more = [...machines, ...straps, ...cases, ...filler(2000)]
  const { ask } = shop([...titles, ...more], ...WITH_BRANDS)
  assert.deepEqual(ask(titles[0]), [])
})

test('what tells of no use is less like what tells of one than like what tells of none', () => {
  const titles = [
    'Kanto - Video cable',
    'Ferro - Video cable for Fonix',
    'Tavi - Round video cable',
  ]
  const fonix = Array.from({ length: 30 }, (_, n) => `Item${n} - Rope${n} for Fonix`)
  const round = Array.from({ length: 20 }, (_, n) => `Item${n} - Round rope${n}`)
  const { ask } = shop([...titles, ...fonix, ...round, ...filler(400)], ...WITH_BRANDS)
  assert.deepEqual(ask(titles[0]), [titles[2], titles[1]])
})

test('a label is no reason, nor are words that many records have', () => {
  const titles = ['Red Pupil', 'Lost Summer', 'The Definitive Collection'].map(
    name => `Ondo - ${name} - CD`,
  )
  const other = 'Tavi - The Definitive Collection - CD'
  const { ask } = shop([...titles, other, ...filler(400)], ...WITH_BRANDS)
  assert.deepEqual(ask(titles[0]), [])
  assert.deepEqual(ask(titles[2]), [])
})

test('a word within the names of two works of one label is a coincidence, but not all of a name', () => {
  const works = ['Carbon Beauty - CD', 'Violent Acts of Beauty - CD', 'The Relic - DVD']
  const titles = [...works, 'Relic/Old Mill - DVD'].map(each => `Ondo - ${each}`)
  const discs = filler(300).map(each => each.replace('DVD', 'CD'))
  const label = Array.from({ length: 9 }, (_, n) => `Ondo - Summer${n} of Tide${n} - CD`)
  const beauties = Array.from({ length: 9 }, (_, n) => `Item${n} - Beauty and Tide${n} - CD`)
  const { ask } = shop([...titles, ...label, ...beauties, ...discs, ...filler(300)], ...WITH_BRANDS)
  assert.deepEqual(ask(titles[0]), [])
  assert.deepEqual(ask(titles[2]), [titles[3]])
})

test('games of one firm that begin with one word are of one hero', () => {
  const titles = [
    'Rumo and the Secret Golden Silver Harbour Rings',
    'Rumo Unleashed Night Riders',
    'Farm of Rumo and Friends',
  ].map(each => `Ondo - ${each} - Wii`)
  const games = filler(300).map(each => each.replace('DVD', 'Wii'))
  const label = Array.from({ length: 40 }, (_, n) => `Ondo - Summer${n} of Tide${n} - Wii`)
  const { ask } = shop([...titles, ...label, ...games, ...filler(300)], ...WITH_BRANDS)
  assert.ok(ask(titles[0]).includes(titles[1]))
})

test('what a work comes on is no part of its name', () => {
  const titles = ['Red Pupil - Blu-ray Disc', 'Grey Blu-ray Collection - Blu-ray Disc']
  const { ask } = shop([...titles.map(each => `Ondo - ${each}`), ...filler(600)], ...WITH_BRANDS)
  assert.deepEqual(ask(`Ondo - ${titles[0]}`), [])
})

test('a series of records is of many artists, but not one of soundtracks', () => {
  const singers = ['Ada Brook', 'Joan Field'].map(name => `Ondo - Playlist: Best of ${name} - CD`)
  const scores = ['Dawn', 'Dusk'].map(part => `Ondo - Grey Harbour: ${part} - Soundtrack - CD`)
  const film = 'Grey Harbour: Dawn - DVD'
  const many = Array.from({ length: 30 }, (_, n) => `Ondo${n} - Century Icons: Masters [${n}] - CD`)
  const { ask } = shop([...singers, ...scores, film, ...many, ...filler(2000)], ...WITH_BRANDS)
  assert.deepEqual(ask(singers[0]), [])
  assert.deepEqual(ask(scores[0]), [scores[1]])
  assert.deepEqual(ask(many[0]), [])
})

test('a book on a game is no game', () => {
  const titles = ['Moor Riders', 'Moor Riders (Game Guide)'].map(name => `${name} - Wii`)
  const more = filler(300).map(each => each.replace('DVD', 'Wii'))
  const guides = more.slice(0, 90).map(each => each.replace(' -', ' (Game Guide) -'))
  const { ask } = shop([...titles, 'Moor Riders 2 - Wii', ...more, ...guides, ...filler(300)])
  assert.deepEqual(ask(titles[0]), ['Moor Riders 2 - Wii'])
})

test('seasons and volumes bring no two series together, and order those of one', () => {
  const season = (name: string, which: string) => `${name}: The Complete ${which} Season - DVD`
  const titles = [season('Grey Harbour', 'First'), season('Old Mill', 'First')]
  const { ask } = shop([...titles, season('Grey Harbour', 'Second'), ...filler(400)])
  assert.deepEqual(ask(titles[0]), [season('Grey Harbour', 'Second')])
})

test('a game on another machine is no alternative', () => {
  const titles = ['Wii', 'PlayStation 3'].map(machine => `Moor Riders - ${machine}`)
  const machines = ['Wii', 'PlayStation 3'].flatMap(machine =>
    filler(200).map(each => each.replace('DVD', machine)),
  )
  const { ask } = shop([...titles, ...machines])
  assert.deepEqual(ask(titles[0]), [])
})

test('where a category tells the kind, its noun need not', () => {
  const catalogue = new Catalogue()
  const titles = Array.from({ length: 300 }, (_, n) => `Thing${n % 150} case`)
  const products = titles.map((title, n) => ({ ...product(n, title), categories: ['Cases'] }))
  catalogue.applyProducts({ market: EN, products }, 0)
  const content = new Content()
  content.follow(catalogue.takeChanged(), catalogue)
  const { count, scores } = content.like(0, catalogue.categoryOf(0))
  assert.ok(Math.max(...scores.subarray(0, count)) > 0.9)
})

test('a shop of a few things has others of them, however little they share', () => {
  const scents = ['rose', 'lime', 'cedar', 'smoke', 'amber', 'fig']
  const { ask } = shop(scents.map(scent => `Candle, ${scent} scent - Candle`))
  assert.equal(ask('Candle, fig scent - Candle').length, 5)
})

test('an item that leaves the shop is found no more, and one renamed by its new name only', () => {
  const { catalogue, content, ask } = shop(['Blue kite', 'Red kite', 'Green kite', ...filler(20)])
  catalogue.applyRemoved({ market: EN, ids: ['i1'] })
  catalogue.applyProducts({ market: EN, products: [product(2, 'Green boat')] }, 1)
  content.follow(catalogue.takeChanged(), catalogue)
  assert.ok(!ask('Blue kite').includes('Red kite'))
  assert.ok(!ask('Blue kite').includes('Green boat'))
})

test('a feed with new prices and the old names moves nothing, one with a new name that item alone', () => {
  const titles = ['Blue kite', 'Red kite', 'Green kite']
  const { catalogue, content } = shop(titles)
  const reprice = (names: string[]) => {
    const products = names.map((title, n) => product(n, title, `s${n}`, 1200))
    catalogue.applyProducts({ market: EN, products }, 1)
    return content.follow(catalogue.takeChanged(), catalogue)
  }
  assert.equal(reprice(titles), 0)
  assert.equal(reprice(['Blue kite', 'Red boat', 'Green kite']), 1)
})

test('an answer given twice is the same, and is not kept when the shop changes', () => {
  const { catalogue, content, ask } = shop(['Blue kite', 'Red kite', ...filler(20)])
  assert.deepEqual(ask('Blue kite'), ask('Blue kite'))
  catalogue.applyProducts({ market: EN, products: [product(90, 'Big blue kite')] }, 1)
  content.follow(catalogue.takeChanged(), catalogue)
  assert.ok(ask('Blue kite').includes('Big blue kite'))
})

test('however the items came and changed, answers are those of a shop read from its saved form', () => {
  const change = fc.record({ n: fc.nat(30), title: fc.nat(60), gone: fc.boolean() })
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 80 }), changes => {
      const catalogue = new Catalogue()
      const content = new Content()
      for (const { n, title, gone } of changes) {
        if (gone) catalogue.applyRemoved({ market: FR, ids: [`i${n}`] })
        else catalogue.applyProducts({ market: FR, products: [product(n, TITLES[title])] }, 0)
        content.follow(catalogue.takeChanged(), catalogue)
      }
      const again = reload(catalogue)
      for (let item = 0; item < catalogue.itemCount; item++) {
        if (!catalogue.has(item)) continue
        const category = catalogue.categoryOf(item)
        assert.deepEqual(answer(content, item, category), answer(again, item, category))
      }
    }),
    { seed: 41, numRuns: 150 },
  )
})

const EN = { ...FR, language: 'en' }
const TITLES = Array.from({ length: 61 }, (_, n) =>
  ['Red', 'Blue', 'Light', 'Wide'][n % 4].concat(' ', ['kite', 'boat', 'tent'][n % 3], ` ${n % 7}`),
)

function reload(catalogue: Catalogue): Content {
  const writer = new ByteWriter(1024)
  catalogue.save(writer)
  const loaded = Catalogue.load(new ByteReader(writer.done()))
  const content = new Content()
  content.follow(loaded.takeChanged(), loaded)
  return content
}

function answer(content: Content, item: number, category: number) {
  const { count, items, scores } = content.like(item, category)
  return [[...items.subarray(0, count)], [...scores.subarray(0, count)]]
}

function filler(count: number): string[] {
  return Array.from(
    { length: count },
    (_, n) => `${['Tale', 'Song'][n % 2]} number ${n + 50} - DVD`,
  )
}

/** The word before the dash makes it. */
const BRANDS = (title: string) => (title.includes('number') ? undefined : title.split(' - ')[0])

/** Arguments behind the titles of a shop. */
const WITH_BRANDS = [undefined, BRANDS] as const

function product(n: number, title: string, sku = `s${n}`, price = 1000, brand?: string): Product {
  return {
    id: `i${n}`,
    title,
    brand,
    url: '/',
    categories: [],
    skus: [{ id: sku, offer: { price, inStock: true } }],
  }
}

function shop(
  titles: string[],
  sku = (n: number) => `s${n}`,
  brand = (_title: string): string | undefined => undefined,
) {
  const catalogue = new Catalogue()
  const products = titles.map((title, n) => product(n, title, sku(n), 1000, brand(title)))
  catalogue.applyProducts({ market: EN, products }, 0)
  const content = new Content()
  content.follow(catalogue.takeChanged(), catalogue)
  const ask = (title: string) => {
    const { count, items, scores } = content.like(titles.indexOf(title), -1)
    const order = Array.from({ length: count }, (_, at) => at)
    order.sort((a, b) => scores[b] - scores[a])
    return order.map(at => catalogue.titleOf(items[at], 'en'))
  }
  return { catalogue, content, ask }
}
