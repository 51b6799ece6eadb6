import type { Brand } from './shape.ts'

/** Invented houses: name, code, price position, trades. Every trade has four or more. */
const TABLE = `
Skarn        | SK | 1.15 | ski boot shell pack hike glove pole skin
Nordal       | NO | 1.00 | ski pack hike run tent wear pole sleep skin
Aravis       | AR | 0.88 | pack run hike wear sock water
Belvar       | BE | 0.95 | hike wear shell pack pole head
Haute        | HA | 1.50 | ski boot shell down glove eye
Orvik        | OR | 1.30 | ski boot shell down avalanche skin
Tessane      | TE | 1.10 | wear shell down wool head
Vireau       | VI | 1.20 | run runwear vest sock head
Foulée       | FO | 0.82 | run runwear vest sock
Sentine      | SE | 1.02 | run runwear vest watch tech
Kaldor       | KA | 1.35 | climb rock ice boot shell down glove
Gravelin     | GR | 0.94 | climb ice rock helmet
Nœud Vif     | NV | 1.06 | climb rock ice pack
Pierrefeu    | PF | 0.90 | cook water light tent
Brumaire     | BR | 1.14 | tent sleep down mat
Campelle     | CA | 0.66 | tent sleep mat cook light water pack hike wear
Lumbra       | LU | 1.04 | light tech power watch
Altimor      | AL | 1.28 | watch tech power avalanche
Veldtra      | VE | 0.92 | watch tech power light
Ostra        | OS | 1.08 | eye helmet kids avalanche
Soline       | SO | 0.84 | eye head helmet
Mérinelle    | ME | 1.16 | wool sock glove head
Petit Cairn  | PC | 0.74 | kids wool glove
Dalva        | DA | 0.86 | glove head wool kids helmet eye
Tramont      | TR | 0.85 | pole ski skin avalanche kids
Onde Claire  | ON | 0.96 | water cook mat vest
Kelmo        | KE | 0.90 | sock wool runwear kids
Duvelle      | DU | 1.22 | sleep down mat tent
Colporteur   | CL | 0.98 | pack tent cook power
Givrine      | GI | 0.78 | ski boot skin shell climb ice rock pole
`

export const BRANDS: Brand[] = TABLE.trim()
  .split('\n')
  .map(line => line.split('|').map(cell => cell.trim()))
  .map(([name, code, position, trades]) => ({
    name,
    code,
    position: Number(position),
    trades: trades.split(' '),
  }))
