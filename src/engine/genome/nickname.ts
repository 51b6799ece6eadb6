import { hash32 } from '../../core/hash.ts'

/**
 * A visitor's name for everyday use, drawn from the mountain flora: easy to say,
 * nothing personal, the same on every machine. Two visitors may share one; the key tells them apart.
 */
export function nickname(visitorKey: string, language: 'fr' | 'en'): string {
  const [french, english] = FLORA[hash32(visitorKey, 0x666c6f72) % FLORA.length]
  const digits = String(hash32(visitorKey, 0x6e756d62) % 100).padStart(2, '0')
  return `${language === 'fr' ? french : english} ${digits}`
}

/** A name given is kept for ever: only ever exchange this list as a whole, never by the line. */
const FLORA: readonly (readonly [string, string])[] = [
  ['Mélèze', 'Larch'],
  ['Gentiane', 'Gentian'],
  ['Edelweiss', 'Edelweiss'],
  ['Genévrier', 'Juniper'],
  ['Arnica', 'Arnica'],
  ['Myrtille', 'Bilberry'],
  ['Airelle', 'Cowberry'],
  ['Rhododendron', 'Alpenrose'],
  ['Épicéa', 'Spruce'],
  ['Sapin', 'Fir'],
  ['Arolle', 'Stone Pine'],
  ['Sorbier', 'Rowan'],
  ['Bouleau', 'Birch'],
  ['Aulne', 'Alder'],
  ['Saule', 'Willow'],
  ['Érable', 'Maple'],
  ['Bruyère', 'Heather'],
  ['Callune', 'Ling'],
  ['Campanule', 'Bellflower'],
  ['Ancolie', 'Columbine'],
  ['Anémone', 'Anemone'],
  ['Pulsatille', 'Pasqueflower'],
  ['Soldanelle', 'Snowbell'],
  ['Primevère', 'Primrose'],
  ['Saxifrage', 'Saxifrage'],
  ['Joubarbe', 'Houseleek'],
  ['Orpin', 'Stonecrop'],
  ['Silène', 'Campion'],
  ['Trolle', 'Globeflower'],
  ['Crocus', 'Crocus'],
  ['Narcisse', 'Narcissus'],
  ['Lis', 'Lily'],
  ['Orchis', 'Orchid'],
  ['Nigritelle', 'Vanilla Orchid'],
  ['Chardon', 'Thistle'],
  ['Carline', 'Carline'],
  ['Centaurée', 'Knapweed'],
  ['Aster', 'Aster'],
  ['Génépi', 'Wormwood'],
  ['Achillée', 'Yarrow'],
  ['Thym', 'Thyme'],
  ['Serpolet', 'Wild Thyme'],
  ['Linaire', 'Toadflax'],
  ['Pensée', 'Pansy'],
  ['Véronique', 'Speedwell'],
  ['Épilobe', 'Willowherb'],
  ['Dryade', 'Avens'],
  ['Linaigrette', 'Cottongrass'],
  ['Lichen', 'Lichen'],
  ['Fougère', 'Fern'],
]
