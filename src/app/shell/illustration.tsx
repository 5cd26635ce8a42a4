/** A crowd of specks and one of them under the lens: pixels on the left half, a face on the right. */

interface Speck {
  readonly x: number
  readonly y: number
  readonly r: number
}

/** Rows that grow towards the viewer; the small shifts come from the golden ratio, so that no two rows line up. */
const SPECKS: readonly Speck[] = Array.from({ length: 9 }, (_, row) => {
  const r = 2.1 + row * 0.62
  const step = r * 4.1
  const count = Math.ceil(380 / step)
  return Array.from({ length: count }, (_, column) => {
    const shift = ((row * 7 + column) * 0.618) % 1
    return { x: 12 + (column + shift * 0.55) * step, y: 40 + row * (11 + row * 2.1) + (shift - 0.5) * r, r }
  }).filter(({ x }) => x < 388)
}).flat()

const FOUND = [5, 31, 58, 77, 92, 101]
const MOSAIC = ['445544', '456654', '424424', '466664', '453354', '445544']
const TONES = ['2', '3', '4', '5', '6']

// One path each, not hundreds of elements: they would be half the work of the first paint.
/** A head and shoulders for each speck, all turning the same way, so that where two overlap neither has a hole. */
const CROWD = SPECKS.map(({ x, y, r }) => {
  const px = (value: number) => value.toFixed(1)
  const head = `M${px(x - r)} ${px(y)}a${px(r)} ${px(r)} 0 0 1 ${px(2 * r)} 0a${px(r)} ${px(r)} 0 0 1 ${px(-2 * r)} 0z`
  const shoulders = `M${px(x - r * 1.7)} ${px(y + r * 3.4)}a${px(r * 1.7)} ${px(r * 2)} 0 0 1 ${px(r * 3.4)} 0z`
  return head + shoulders
}).join('')

/** The tiles of one tone. */
function tiles(tone: string): string {
  return MOSAIC.flatMap((row, y) =>
    [...row].flatMap((one, x) => (one === tone ? [`M${190 + x * 26.7} ${90 + y * 26.7}h27v27h-27z`] : [])),
  ).join('')
}

export function Illustration() {
  return (
    <svg className="illustration" viewBox="0 0 400 300" aria-hidden="true" focusable="false">
      <defs>
        <clipPath id="photo">
          <rect width="400" height="300" rx="18" />
        </clipPath>
        <clipPath id="lens">
          <circle cx="270" cy="170" r="74" />
        </clipPath>
        <clipPath id="left-half">
          <rect x="190" y="90" width="80" height="160" />
        </clipPath>
      </defs>
      <g clipPath="url(#photo)">
        <rect className="photo" width="400" height="300" />
        <path className="speck" d={CROWD} />
        {FOUND.map((index) => {
          const speck = SPECKS[index]
          if (!speck) return null
          const side = speck.r * 2 + 5
          return (
            <rect
              key={index}
              className="found"
              x={speck.x - side / 2}
              y={speck.y - side / 2}
              width={side}
              height={side}
              rx="1.5"
            />
          )
        })}
      </g>
      <path className="handle" d="M324 224l38 38" />
      <g clipPath="url(#lens)">
        <rect className="lens-ground" x="190" y="90" width="160" height="160" />
        <g className="face">
          <ellipse cx="270" cy="168" rx="44" ry="54" />
          <path className="hair" d="M222 158c0-40 24-58 48-58s48 18 48 58c-8-22-22-34-48-34s-40 12-48 34z" />
          <path className="feature" d="M246 160q7-6 14 0M280 160q7-6 14 0M270 166v16M253 198q17 13 34 0" />
        </g>
        <g clipPath="url(#left-half)">
          {TONES.map((tone) => (
            <path key={tone} className={`tone-${tone}`} d={tiles(tone)} />
          ))}
        </g>
        <path className="seam" d="M270 90v160" />
      </g>
      <circle className="rim" cx="270" cy="170" r="74" />
    </svg>
  )
}
