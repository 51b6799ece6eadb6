import type { Gender, Level, Season, Texts } from './shape.ts'

/** Names of models: the mountain, its weather, its plants and its birds. */
export const MODELS =
  `Névé Traverse Combe Arête Lisière Brume Sentier Lande Rocaille Cairn Averse Bruine Crête Embrun
Alpage Aiguille Balcon Belvédère Bise Boréal Bouleau Brèche Buron Cascade Causse Chamois Chardon
Cluse Cordée Couloir Corniche Crave Dalle Drailles Dent Edelweiss Éboulis Épicéa Ermite Étale Faîte
Foehn Fougère Genépi Gentiane Givre Glacis Gorge Grésil Hêtre Hermine Isard Jasse Joubarbe Lagopède
Lauze Lichen Lynx Mélèze Merlin Milan Mistral Moraine Murmure Myrtille Nant Ombelle Orée Ourse Pavot
Percée Pierrier Pinson Plateau Pointe Prairie Ravin Rafale Reflet Replat Ressaut Rimaye Roselin
Sablière Saxifrage Sérac Silex Sorbier Source Tétras Torrent Tourbe Triolet Vallon Vanoise Vautour
Verglas Versant Vire Voie Zénith`
    .split(/\s+/)
    .filter(Boolean)

export const LEVEL_NAMES: Record<Level, Texts> = {
  beginner: { fr: 'débutant', en: 'beginner' },
  intermediate: { fr: 'intermédiaire', en: 'intermediate' },
  expert: { fr: 'expert', en: 'expert' },
}

export const SEASON_NAMES: Record<Season, Texts> = {
  winter: { fr: 'hiver', en: 'winter' },
  summer: { fr: 'été', en: 'summer' },
  all: { fr: 'toutes saisons', en: 'all seasons' },
}

export const GENDER_NAMES: Record<Gender, Texts> = {
  men: { fr: 'homme', en: 'men’s' },
  women: { fr: 'femme', en: 'women’s' },
  unisex: { fr: 'mixte', en: 'unisex' },
  kids: { fr: 'enfant', en: 'kids’' },
}

export const WEARER_NAMES: Record<Gender, Texts> = {
  men: { fr: 'homme', en: 'men' },
  women: { fr: 'femme', en: 'women' },
  unisex: { fr: 'toutes et tous', en: 'everyone' },
  kids: { fr: 'enfant', en: 'kids' },
}

export const TERRAIN_NAMES: Record<string, Texts> = {
  piste: { fr: 'piste', en: 'piste' },
  offpiste: { fr: 'hors-piste', en: 'off-piste' },
  touring: { fr: 'ski de randonnée', en: 'touring' },
  trail: { fr: 'trail', en: 'trail' },
  ultra: { fr: 'ultra-trail', en: 'ultra trail' },
  road: { fr: 'route', en: 'road' },
  marathon: { fr: 'marathon', en: 'marathon' },
  hike: { fr: 'randonnée', en: 'day hiking' },
  trek: { fr: 'trek', en: 'trekking' },
  alpine: { fr: 'haute montagne', en: 'alpine' },
  crag: { fr: 'falaise', en: 'crag' },
  camp: { fr: 'bivouac', en: 'camping' },
  travel: { fr: 'voyage', en: 'travel' },
}

export const MATERIAL_NAMES: Record<string, Texts> = {
  abs: { fr: 'coque ABS', en: 'ABS shell' },
  aluminium: { fr: 'aluminium', en: 'aluminium' },
  carbon: { fr: 'carbone', en: 'carbon' },
  cotton: { fr: 'coton', en: 'cotton' },
  down: { fr: 'duvet', en: 'down' },
  elastane: { fr: 'maille élastique', en: 'stretch knit' },
  foam: { fr: 'mousse légère', en: 'light foam' },
  leather: { fr: 'cuir', en: 'leather' },
  membrane2: { fr: 'membrane deux couches', en: 'two-layer membrane' },
  membrane3: { fr: 'membrane trois couches', en: 'three-layer membrane' },
  merino: { fr: 'laine mérinos', en: 'merino wool' },
  mesh: { fr: 'tissu aéré', en: 'airy mesh' },
  microfibre: { fr: 'microfibre', en: 'microfibre' },
  mohair: { fr: 'mohair', en: 'mohair' },
  nylon: { fr: 'polyamide tissé', en: 'woven nylon' },
  polyamide: { fr: 'polyamide', en: 'polyamide' },
  polycarbonate: { fr: 'polycarbonate', en: 'polycarbonate' },
  polyester: { fr: 'polyester recyclé', en: 'recycled polyester' },
  polyurethane: { fr: 'polyuréthane', en: 'polyurethane' },
  primaloft: { fr: 'fibre isolante', en: 'synthetic insulation' },
  rubber: { fr: 'caoutchouc', en: 'rubber' },
  silnylon: { fr: 'nylon siliconé', en: 'silicone nylon' },
  steel: { fr: 'acier', en: 'steel' },
  titanal: { fr: 'bois et titanal', en: 'wood and titanal' },
  titanium: { fr: 'titane', en: 'titanium' },
  tritan: { fr: 'tritan', en: 'tritan' },
  wood: { fr: 'noyau bois', en: 'wood core' },
  wool: { fr: 'laine', en: 'wool' },
}
