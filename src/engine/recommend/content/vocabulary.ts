/** Words that say nothing of a thing, and those that end what it is: cable *for*, veste *avec*. */
export const ENDS = new Set(
  'for with from by in of to upto pour avec de du des en par sans'.split(' '),
)
const EMPTY = new Set([
  ...ENDS,
  ...'a an the and or on at select most la le les l d un une et ou au aux'.split(' '),
])
/** They end many titles, and no two things are alike for them. */
export const COLOURS = new Set(
  'black white red blue green grey gray silver gold pink purple orange yellow brown beige navy noir noire blanc blanche rouge bleu bleue vert verte gri argent or rose violet jaune marron steel acier chrome clear multicolor'.split(
    ' ',
  ),
)
/** They tell how much of a thing there is, and the word beside them what it is. */
export const AMOUNTS: ReadonlySet<string> = new Set(
  'kit set pack system bundle combo collection module unit accessory lot jeu ensemble paire'.split(
    ' ',
  ),
)
/** Behind these stands what a thing serves, on which two that stand in for each other agree. */
export const SERVES = new Set('for pour'.split(' '))
/** And behind these no more. */
export const SERVES_NOT = new Set('with avec'.split(' '))
/** In the name of a film or a record they are shared by chance. */
export const FILLER = new Set(
  'my your his her our their i you he she it we they me us him them is are was be this that not no all so if as up out what who when how do don can will want get got mon ma mes ton ta tes son sa ses notre votre nos vos leur je tu il elle nous vous ils elles ce cet cette ces qui que ne pas greatest hit very best edition original motion picture soundtrack vol volume pt various live essential definitive ultimate complete collection anthology series season set box part disc pack first second third fourth fifth sixth seventh eighth ninth tenth one two three four five double triple feature movie film story grande exito'.split(
    ' ',
  ),
)
/** What works are recorded on, and for what: a title that ends with it is a name, whose nouns tell no kind. */
export const CARRIERS = new Map(
  Object.entries({
    film: 'dvd blu ray hd vhs umd',
    music: 'cd vinyl vinyle lp cassette sacd dualdisc single',
    program: 'playstation xbox wii nintendo ds 3ds psp windows window mac',
  }).flatMap(([kind, words]) => words.split(' ').map(word => [word, kind])),
)

export function isTelling(word: string): boolean {
  return isNoGrammar(word) && (word.length > 1 || /\d/.test(word))
}

export function isNoGrammar(word: string): boolean {
  return !EMPTY.has(word)
}
