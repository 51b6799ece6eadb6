import type { PictureKind } from '../pictures/picture.ts'
import type { Texts } from './shape.ts'

/**
 * The departments as customers read them: code, root, branch, leaf, the noun of
 * a title, picture and the measure that tells two models apart. `fr / en`.
 */
const ROOTS: Record<string, Texts> = {
  ski: { fr: 'Ski', en: 'Ski' },
  hike: { fr: 'Randonnée', en: 'Hiking' },
  run: { fr: 'Trail et running', en: 'Trail and running' },
  climb: { fr: 'Alpinisme et escalade', en: 'Climbing and mountaineering' },
  camp: { fr: 'Bivouac', en: 'Camping' },
  pack: { fr: 'Sacs', en: 'Packs' },
  tech: { fr: 'Montres et électronique', en: 'Watches and electronics' },
  wear: { fr: 'Vêtements', en: 'Clothing' },
  kids: { fr: 'Enfants', en: 'Kids' },
}

const TABLE = `
SP | ski   | Ski alpin / Alpine skiing        | Skis de piste / Piste skis                      |                                    | ski      | waist
SM | ski   | Ski alpin / Alpine skiing        | Skis polyvalents / All-mountain skis            |                                    | ski      | wide
CS | ski   | Ski alpin / Alpine skiing        | Chaussures de ski / Ski boots                   |                                    | boot     | flex
BS | ski   | Ski alpin / Alpine skiing        | Bâtons de ski / Ski poles                       | Bâtons / poles                     | poles    |
SR | ski   | Ski de randonnée / Ski touring   | Skis de randonnée / Touring skis                |                                    | ski      | wide
CR | ski   | Ski de randonnée / Ski touring   | Chaussures de ski de randonnée / Touring boots  |                                    | boot     | flex
PX | ski   | Ski de randonnée / Ski touring   | Peaux de phoque / Climbing skins                | Peaux / skins                      | skins    |
DV | ski   | Sécurité avalanche / Avalanche safety | DVA / Avalanche transceivers               | DVA / transceiver                  | beacon   |
PL | ski   | Sécurité avalanche / Avalanche safety | Pelles à neige / Snow shovels              | Pelle / shovel                     | shovel   |
HS | ski   | Protection / Protection          | Casques de ski / Ski helmets                    | Casque / helmet                    | helmet   |
MS | ski   | Protection / Protection          | Masques de ski / Ski goggles                    | Masque / goggles                   | goggles  |
VS | ski   | Tenue de ski / Ski clothing      | Vestes de ski / Ski jackets                     | Veste / jacket                     | jacket   |
PS | ski   | Tenue de ski / Ski clothing      | Pantalons de ski / Ski trousers                 | Pantalon / trousers                | trousers |
GS | ski   | Tenue de ski / Ski clothing      | Gants de ski / Ski gloves                       | Gants / gloves                     | gloves   |
CH | hike  | Chaussures / Footwear            | Chaussures de randonnée hautes / Hiking boots   |                                    | hikeboot | version
CB | hike  | Chaussures / Footwear            | Chaussures de randonnée basses / Hiking shoes   |                                    | shoe     | version
SA | hike  | Chaussures / Footwear            | Sandales / Sandals                              | Sandales / sandals                 | sandal   |
BR | hike  | Équipement / Gear                | Bâtons de randonnée / Trekking poles            | Bâtons / trekking poles            | poles    |
GU | hike  | Équipement / Gear                | Guêtres / Gaiters                               | Guêtres / gaiters                  | gaiter   |
CA | hike  | Équipement / Gear                | Casquettes / Caps                               | Casquette / cap                    | cap      |
CT | run   | Chaussures / Shoes               | Chaussures de trail / Trail shoes               |                                    | shoe     | version
RO | run   | Chaussures / Shoes               | Chaussures de route / Road running shoes        |                                    | runner   | version
MA | run   | Chaussures / Shoes               | Chaussures de marathon / Marathon shoes         |                                    | runner   | version
GH | run   | Équipement / Gear                | Gilets d’hydratation / Running vests            | Gilet / vest                       | vest     | small
CE | run   | Équipement / Gear                | Ceintures de course / Running belts             | Ceinture / belt                    | belt     |
SH | run   | Tenue de course / Running clothing | Shorts de running / Running shorts            | Short / shorts                     | shorts   |
TR | run   | Tenue de course / Running clothing | T-shirts de running / Running tees            | T-shirt / tee                      | tee      |
CV | run   | Tenue de course / Running clothing | Coupe-vent / Windshells                       | Coupe-vent / windshell             | jacket   |
XR | run   | Tenue de course / Running clothing | Chaussettes de course / Running socks         | Chaussettes / socks                | socks    |
CO | climb | Escalade / Climbing              | Cordes / Ropes                                  | Corde / rope                       | rope     | rope
BA | climb | Escalade / Climbing              | Baudriers / Harnesses                           | Baudrier / harness                 | harness  |
CG | climb | Escalade / Climbing              | Chaussons d’escalade / Climbing shoes           | Chaussons / climbing shoes         | slipper  |
HE | climb | Escalade / Climbing              | Casques d’escalade / Climbing helmets           | Casque / helmet                    | helmet   |
MQ | climb | Escalade / Climbing              | Dégaines et mousquetons / Quickdraws            | Dégaines / quickdraws              | quickdraw | set
CP | climb | Alpinisme / Mountaineering       | Crampons / Crampons                             | Crampons / crampons                | crampon  | points
PI | climb | Alpinisme / Mountaineering       | Piolets / Ice axes                              | Piolet / ice axe                   | axe      |
AM | climb | Alpinisme / Mountaineering       | Chaussures d’alpinisme / Mountaineering boots   |                                    | hikeboot | version
TL | camp  | Dormir / Sleeping                | Tentes légères / Light tents                    | Tente / tent                       | tent     | places
TF | camp  | Dormir / Sleeping                | Tentes familiales / Family tents                | Tente / tent                       | bigtent  | family
DU | camp  | Dormir / Sleeping                | Sacs de couchage / Sleeping bags                | Sac de couchage / sleeping bag     | bag      | degrees
MT | camp  | Dormir / Sleeping                | Matelas / Sleeping mats                         | Matelas / mat                      | mat      | warmth
RE | camp  | Cuisiner et boire / Cooking and drinking | Réchauds / Stoves                       | Réchaud / stove                    | stove    |
PO | camp  | Cuisiner et boire / Cooking and drinking | Popotes / Cookware                      | Popote / cook set                  | pot      | pot
FI | camp  | Cuisiner et boire / Cooking and drinking | Filtres à eau / Water filters           | Filtre / water filter              | filter   |
GO | camp  | Cuisiner et boire / Cooking and drinking | Gourdes / Bottles                       | Gourde / bottle                    | bottle   | bottle
FT | camp  | Éclairage / Lighting             | Lampes frontales / Headlamps                    | Frontale / headlamp                | headlamp | lumens
LA | camp  | Éclairage / Lighting             | Lanternes / Lanterns                            | Lanterne / lantern                 | lamp     | lumens
SJ | pack  | Sacs à dos / Backpacks           | Sacs à la journée / Day packs                   | Sac à dos / backpack               | pack     | litres
ST | pack  | Sacs à dos / Backpacks           | Sacs de trek / Trekking packs                   | Sac à dos / backpack               | bigpack  | trek
SS | pack  | Sacs à dos / Backpacks           | Sacs de ski / Ski packs                         | Sac à dos / ski pack               | pack     | litres
SV | pack  | Voyage / Travel                  | Sacs de voyage / Duffels                        | Sac de voyage / duffel             | duffel   | trek
HP | pack  | Accessoires / Accessories        | Housses de pluie / Rain covers                  | Housse de pluie / rain cover       | cover    | litres
MG | tech  | Montres / Watches                | Montres GPS / GPS watches                       |                                    | watch    | version
CF | tech  | Montres / Watches                | Ceintures cardio / Heart-rate straps            | Ceinture cardio / heart-rate strap | strap    |
GP | tech  | Électronique / Electronics       | GPS de randonnée / Handheld GPS                 | GPS / GPS                          | gps      | version
BT | tech  | Électronique / Electronics       | Batteries et solaire / Power and solar          | Batterie / power bank              | power    | power
VI | wear  | Vestes / Jackets                 | Vestes imperméables / Rain jackets              | Veste / jacket                     | jacket   |
DO | wear  | Vestes / Jackets                 | Doudounes / Down jackets                        | Doudoune / down jacket             | down     |
PR | wear  | Vestes / Jackets                 | Polaires / Fleeces                              | Polaire / fleece                   | fleece   |
TE | wear  | Sous-couches et bas / Layers and legs | Sous-vêtements techniques / Base layers    | Première couche / base layer       | base     |
PA | wear  | Sous-couches et bas / Layers and legs | Pantalons de randonnée / Hiking trousers   | Pantalon / trousers                | trousers |
CX | wear  | Accessoires / Accessories        | Chaussettes de randonnée / Hiking socks         | Chaussettes / socks                | socks    |
GA | wear  | Accessoires / Accessories        | Gants légers / Light gloves                     | Gants / gloves                     | gloves   |
BO | wear  | Accessoires / Accessories        | Bonnets / Beanies                               | Bonnet / beanie                    | hat      |
LU | wear  | Accessoires / Accessories        | Lunettes de soleil / Sunglasses                 | Lunettes / sunglasses              | glasses  | shade
EC | kids  | À pied / On foot                 | Chaussures enfant / Kids’ shoes                 | Chaussures / shoes                 | shoe     |
EP | kids  | À pied / On foot                 | Sacs à dos enfant / Kids’ packs                 | Sac à dos / backpack               | pack     | tiny
EV | kids  | S’habiller / Clothing            | Vestes enfant / Kids’ jackets                   | Veste / jacket                     | jacket   |
EB | kids  | S’habiller / Clothing            | Polaires enfant / Kids’ fleeces                 | Polaire / fleece                   | fleece   |
ES | kids  | À la neige / On snow             | Skis enfant / Kids’ skis                        | Skis / skis                        | ski      |
EH | kids  | À la neige / On snow             | Casques enfant / Kids’ helmets                  | Casque / helmet                    | helmet   |
`

export interface Shelf {
  code: string
  root: string
  path: Texts[]
  noun: Texts
  picture: PictureKind
  measure: string
}

export const SHELVES: Shelf[] = TABLE.trim()
  .split('\n')
  .map(line => line.split('|').map(cell => cell.trim()))
  .map(([code, root, branch, leaf, noun, picture, measure]) => ({
    code,
    root,
    path: [ROOTS[root], texts(branch), texts(leaf)],
    noun: texts(noun),
    picture: picture as PictureKind,
    measure,
  }))

function texts(cell: string): Texts {
  const [fr = '', en = fr] = cell.split(' / ')
  return { fr, en }
}
