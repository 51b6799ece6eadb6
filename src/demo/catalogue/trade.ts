import type { Gender, Leaf, Season } from './shape.ts'
import { SHELVES } from './tree.ts'

/**
 * What is usual on each shelf: code, trade, sizes, genders (m w u k), prices in
 * euros, grams, terrains, season, materials, and what people buy with it.
 */
const TABLE = `
SP | ski       | ski     | u   | 249-899  | 4200-6400 | piste              | winter | wood carbon titanal       | CS BS HS MS
SM | ski       | ski     | mw  | 299-949  | 3400-4400 | offpiste piste     | winter | wood carbon titanal       | CS BS MS VS
CS | boot      | mondo   | mw  | 149-549  | 3200-4400 | piste offpiste     | winter | polyurethane polyamide    | SP BS GS HS
BS | pole      | pole    | u   | 25-129   | 380-560   | piste              | winter | aluminium carbon          | SP GS HS
SR | ski       | ski     | u   | 349-899  | 2000-3200 | touring            | winter | wood carbon               | CR PX DV BS
CR | boot      | mondo   | mw  | 299-699  | 2000-3000 | touring            | winter | polyamide carbon          | SR PX CX
PX | skin      | none    | u   | 89-179   | 380-620   | touring            | winter | mohair nylon              | SR CR
DV | avalanche | none    | u   | 199-449  | 180-260   | touring offpiste   | winter | polyamide                 | PL SS SR
PL | avalanche | none    | u   | 39-99    | 420-780   | touring offpiste   | winter | aluminium                 | DV SS
HS | helmet    | head    | u   | 59-259   | 340-520   | piste offpiste     | winter | abs polycarbonate         | MS GS
MS | eye       | none    | u   | 39-229   | 110-180   | piste offpiste     | winter | polycarbonate             | HS GS
VS | shell     | wear    | mw  | 129-649  | 620-1100  | piste offpiste     | winter | membrane3 membrane2 polyester | PS GS TE
PS | shell     | wear    | mw  | 99-449   | 480-820   | piste offpiste     | winter | membrane3 membrane2 polyester | VS GS TE
GS | glove     | hand    | mwu | 35-189   | 140-280   | piste offpiste     | winter | leather polyester primaloft | MS BO
CH | hike      | shoe    | mw  | 89-289   | 900-1400  | hike trek          | all    | leather mesh membrane2    | CX BR GU
CB | hike      | shoe    | mw  | 69-189   | 620-920   | hike               | summer | mesh leather membrane2    | CX SJ
SA | hike      | shoe    | mwu | 35-129   | 420-680   | hike travel        | summer | nylon rubber              | CA GO
BR | pole      | none    | u   | 29-189   | 280-540   | hike trek          | all    | aluminium carbon          | CH GO SJ
GU | head      | sml     | u   | 22-89    | 140-320   | hike trek          | winter | nylon membrane2           | CH BR
CA | head      | none    | u   | 15-45    | 50-110    | hike trail         | summer | cotton polyester          | LU GO
CT | run       | shoe    | mw  | 79-199   | 480-680   | trail ultra        | all    | mesh rubber               | XR GH SH
RO | run       | shoe    | mw  | 69-189   | 420-600   | road               | all    | mesh foam                 | XR SH TR
MA | run       | shoe    | mwu | 139-289  | 360-480   | marathon           | all    | foam carbon               | XR SH CE
GH | vest      | sml     | mwu | 49-169   | 140-340   | trail ultra        | all    | mesh nylon                | GO CT FT
CE | vest      | sml     | u   | 15-49    | 60-140    | road marathon trail | all   | nylon elastane            | GO MA
SH | runwear   | wear    | mw  | 22-89    | 90-170    | trail road         | summer | polyester elastane        | TR XR
TR | runwear   | wear    | mw  | 19-79    | 80-160    | trail road         | summer | polyester merino          | SH CA
CV | runwear   | wear    | mw  | 49-189   | 80-220    | trail road         | all    | nylon membrane2           | TR GH
XR | sock      | sock    | u   | 9-29     | 30-70     | trail road marathon | all   | polyester merino          | CT RO
CO | rock      | none    | u   | 79-259   | 3400-4800 | crag alpine        | all    | polyamide                 | BA MQ HE
BA | rock      | sml     | mwu | 39-139   | 280-520   | crag alpine        | all    | polyamide                 | CG MQ HE
CG | climb     | climb   | mwu | 55-169   | 380-560   | crag               | all    | leather microfibre        | BA MQ
HE | helmet    | head    | u   | 45-129   | 180-380   | crag alpine        | all    | abs polycarbonate         | BA CO
MQ | rock      | none    | u   | 55-169   | 480-780   | crag alpine        | all    | aluminium                 | CO BA
CP | ice       | none    | u   | 89-249   | 700-1100  | alpine             | winter | steel aluminium           | AM PI GU
PI | ice       | axe     | u   | 69-289   | 280-620   | alpine             | winter | steel aluminium           | CP BA
AM | climb     | shoe    | mw  | 199-549  | 1300-2100 | alpine             | all    | leather membrane2         | CP GU CX
TL | tent      | none    | u   | 129-649  | 1100-2800 | camp trek          | summer | silnylon polyester        | MT DU RE LA
TF | tent      | none    | u   | 199-799  | 6800-14800 | camp              | summer | polyester cotton          | MT LA PO
DU | sleep     | bag     | mwu | 59-499   | 520-1700  | camp trek          | all    | down polyester            | MT TL
MT | mat       | bag     | u   | 29-229   | 350-980   | camp trek          | all    | polyester foam            | DU TL
RE | cook      | none    | u   | 25-199   | 80-480    | camp trek          | all    | steel titanium aluminium  | PO GO
PO | cook      | none    | u   | 22-119   | 180-680   | camp trek          | all    | aluminium titanium steel  | RE GO
FI | water     | none    | u   | 25-119   | 60-420    | trek camp          | all    | polyamide                 | GO RE
GO | water     | none    | u   | 12-49    | 90-380    | hike trail camp    | all    | steel tritan              | FI SJ
FT | light     | none    | u   | 19-199   | 50-240    | trail trek         | all    | aluminium polycarbonate   | GH BT
LA | light     | none    | u   | 18-89    | 90-340    | camp               | all    | polycarbonate aluminium   | TL BT
SJ | pack      | none    | u   | 39-169   | 420-1100  | hike               | all    | nylon polyester           | HP GO BR
ST | pack      | back    | mw  | 99-329   | 1200-2300 | trek               | all    | nylon polyester           | HP BR DU
SS | pack      | none    | u   | 79-249   | 780-1500  | touring offpiste   | winter | nylon                     | DV PL
SV | pack      | none    | u   | 49-199   | 780-1700  | travel             | all    | polyester nylon           | HP GO
HP | pack      | none    | u   | 12-39    | 60-140    | hike trek          | all    | silnylon nylon            | SJ ST
MG | watch     | none    | u   | 129-749  | 38-92     | trail hike road    | all    | steel polyamide titanium  | CF BT
CF | watch     | none    | u   | 39-119   | 40-68     | road marathon      | all    | elastane                  | MG CE
GP | tech      | none    | u   | 149-549  | 120-260   | trek hike          | all    | polycarbonate             | BT FT
BT | power     | none    | u   | 25-149   | 140-620   | trek camp          | all    | aluminium polycarbonate   | GP FT
VI | shell     | wear    | mw  | 69-499   | 240-560   | hike trek          | all    | membrane3 membrane2 polyester | PA PR
DO | down      | wear    | mw  | 79-429   | 260-620   | hike travel        | winter | down primaloft            | BO GA
PR | wear      | wear    | mw  | 29-179   | 240-480   | hike travel        | winter | polyester wool            | TE VI
TE | wool      | wear    | mw  | 29-119   | 140-260   | hike touring       | winter | merino polyester          | PR CX
PA | wear      | wear    | mw  | 45-189   | 260-480   | hike trek          | all    | nylon polyester           | VI TE
CX | sock      | sock    | u   | 10-35    | 50-110    | hike trek          | all    | merino polyester          | CH CB
GA | glove     | hand    | u   | 18-69    | 40-110    | hike trail         | winter | merino polyester          | BO DO
BO | head      | none    | u   | 15-59    | 40-110    | hike travel        | winter | merino wool polyester     | GA DO
LU | eye       | none    | u   | 29-219   | 22-48     | hike alpine        | summer | polycarbonate polyamide   | CA
EC | kids      | kidshoe | k   | 35-99    | 420-780   | hike               | all    | mesh leather              | EP EV
EP | kids      | none    | k   | 25-69    | 280-560   | hike               | all    | polyester                 | EC GO
EV | kids      | kidwear | k   | 35-149   | 320-620   | hike piste         | all    | membrane2 polyester       | EB EC
EB | kids      | kidwear | k   | 19-69    | 180-340   | hike travel        | winter | polyester wool            | EV
ES | kids      | kidski  | k   | 99-299   | 1800-3200 | piste              | winter | wood                      | EH EV
EH | kids      | kidhead | k   | 35-99    | 280-420   | piste              | winter | abs                       | ES EV
`

const GENDERS: Record<string, Gender> = { m: 'men', w: 'women', u: 'unisex', k: 'kids' }

export const LEAVES: Leaf[] = TABLE.trim()
  .split('\n')
  .map(line => line.split('|').map(cell => cell.trim()))
  .map(([code, trade, sizes, genders, price, grams, terrains, season, materials, goesWith]) => {
    const shelf = SHELVES.find(one => one.code === code)
    if (!shelf) throw new Error(`no shelf ${code}`)
    return {
      ...shelf,
      trade,
      sizes,
      genders: [...genders].map(letter => GENDERS[letter]),
      price: pair(price),
      grams: pair(grams),
      terrains: terrains.split(' '),
      season: season as Season,
      materials: materials.split(' '),
      goesWith: goesWith.split(' '),
    }
  })

function pair(cell: string): [number, number] {
  const [low, high] = cell.split('-').map(Number)
  return [low, high]
}
