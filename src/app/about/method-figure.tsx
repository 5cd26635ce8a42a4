/** The method in one drawing: picture → MB-FCN → small crop → generator (G1, G2) → discriminator → score. */
import { t } from '../i18n/t.ts'

interface BoxProps {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly title: string
  readonly note: string
}

function Block({ x, y, width, title, note }: BoxProps) {
  return (
    <g>
      <rect className="block" x={x} y={y} width={width} height="46" rx="9" />
      <text className="block-title" x={x + width / 2} y={y + 20}>
        {title}
      </text>
      <text className="block-note" x={x + width / 2} y={y + 36}>
        {note}
      </text>
    </g>
  )
}

/** A crop as a grid of tones; more cells, finer face. */
function Crop({
  x,
  y,
  side,
  cells,
}: {
  readonly x: number
  readonly y: number
  readonly side: number
  readonly cells: number
}) {
  const cell = side / cells
  return (
    <g>
      {Array.from({ length: cells * cells }, (_, index) => {
        const [column, row] = [index % cells, Math.floor(index / cells)]
        const [u, v] = [(column + 0.5) / cells - 0.5, (row + 0.5) / cells - 0.5]
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell's place is its name
            key={index}
            className={toneAt(u, v)}
            x={x + column * cell}
            y={y + row * cell}
            width={cell + 0.3}
            height={cell + 0.3}
          />
        )
      })}
      <rect className="frame" x={x} y={y} width={side} height={side} />
    </g>
  )
}

/** A drawn face at u, v (−½ to ½): hair, eyes, mouth, skin, ground. */
function toneAt(u: number, v: number): string {
  const inFace = (u / 0.3) ** 2 + (v / 0.38) ** 2 < 1
  if (!inFace) return (u / 0.36) ** 2 + ((v + 0.08) / 0.4) ** 2 < 1 && v < 0 ? 'tone-hair' : 'tone-ground'
  if (v < -0.2) return 'tone-hair'
  const eye = Math.abs(Math.abs(u) - 0.12) < 0.05 && Math.abs(v + 0.05) < 0.04
  const mouth = Math.abs(u) < 0.1 && Math.abs(v - 0.2) < 0.03
  return eye || mouth ? 'tone-dark' : 'tone-skin'
}

export function MethodFigure() {
  return (
    <figure className="method">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it scrolls, with the keyboard too */}
      <section className="method-scroll" aria-label={t('The method as a drawing')} tabIndex={0}>
        <svg
          viewBox="0 0 736 250"
          role="img"
          aria-label={t(
            'The picture goes through MB-FCN, whose branches propose places of different sizes. A small crop goes through the generator’s two parts, G1 which enlarges and G2 which sharpens. The discriminator judges the result, and one score comes out.',
          )}
        >
          <defs>
            <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
              <path className="tip" d="M0 0 8 4 0 8z" />
            </marker>
          </defs>
          <rect className="picture" x="10" y="30" width="120" height="84" rx="8" />
          {[
            [28, 52, 5],
            [46, 48, 5],
            [70, 54, 6],
            [96, 50, 6],
            [36, 78, 9],
            [66, 82, 10],
            [100, 80, 10],
          ].map(([x, y, r]) => (
            <circle key={`${x} ${y}`} className="speck" cx={x} cy={y} r={r} />
          ))}
          <rect className="found" x="38" y="40" width="16" height="16" />
          <text className="block-note" x="70" y="132">
            {t('picture')}
          </text>
          <path className="wire" d="M134 72h30" markerEnd="url(#tip)" />
          <Block x={168} y={30} width={120} title="MB-FCN" note={t('proposes places')} />
          {[0, 1, 2, 3].map((branch) => (
            <rect
              key={branch}
              className="branch"
              x={176 + branch * 27}
              y={84}
              width={22}
              height={8 + branch * 7}
              rx="3"
            />
          ))}
          <text className="block-note" x="228" y="132">
            {t('branches, small to large')}
          </text>
          <path className="wire" d="M292 53h42" markerEnd="url(#tip)" />
          <Crop x={340} y={38} side={30} cells={6} />
          <text className="block-note" x="355" y="86">
            {t('crop (LR)')}
          </text>
          <path className="wire" d="M355 92v52h-104v26" markerEnd="url(#tip)" />
          <path className="wire" d="M376 53h116" markerEnd="url(#tip)" />
          <text className="block-note" x="434" y="45">
            {t('large faces directly')}
          </text>
          <rect className="group" x="150" y="166" width="352" height="76" rx="12" />
          <text className="block-note" x="326" y="161">
            {t('generator')}
          </text>
          <Block x={162} y={178} width={96} title="G1" note={t('enlarges 4×')} />
          <path className="wire" d="M260 201h18" markerEnd="url(#tip)" />
          <Crop x={284} y={175} side={52} cells={12} />
          <path className="wire" d="M340 201h16" markerEnd="url(#tip)" />
          <Block x={360} y={178} width={70} title="G2" note={t('sharpens')} />
          <path className="wire" d="M432 201h8" markerEnd="url(#tip)" />
          <Crop x={444} y={175} side={52} cells={26} />
          <path className="wire" d="M500 196h58v-112" markerEnd="url(#tip)" />
          <Block x={498} y={30} width={128} title={t('Discriminator')} note={t('face? real or made?')} />
          <path className="wire" d="M630 53h22" markerEnd="url(#tip)" />
          <text className="score" x="694" y="61">
            0.97
          </text>
          <text className="block-note" x="694" y="80">
            {t('score')}
          </text>
        </svg>
      </section>
      <figcaption className="soft">{t('Redrawn after the paper’s figure of its two stages.')}</figcaption>
    </figure>
  )
}
