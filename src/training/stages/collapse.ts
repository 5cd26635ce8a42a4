/** Notices when one of generator and discriminator has beaten the other. */

/** Accuracies of fc_GAN, smoothed over steps, beyond which one network has beaten the other. */
const COLLAPSED = 0.98
const SMOOTHING = 0.9
/** Steps of one collapse that are not announced again. */
const QUIET = 50

/** Says once when one of the two networks has beaten the other. */
export class CollapseWatch {
  #real = 0.5
  #generated = 0.5
  #said = Number.NEGATIVE_INFINITY

  /** Accuracies of a step, 0 to 1; returns a remark for the person where there is one to make. */
  look({ realRight = 0.5, generatedRight = 0.5 }: Readonly<Record<string, number>>, step: number): string | undefined {
    this.#real = SMOOTHING * this.#real + (1 - SMOOTHING) * realRight
    this.#generated = SMOOTHING * this.#generated + (1 - SMOOTHING) * generatedRight
    const remark = this.#remark()
    if (!remark || step - this.#said < QUIET) return undefined
    this.#said = step
    return remark
  }

  #remark(): string | undefined {
    if (Math.min(this.#real, this.#generated) > COLLAPSED)
      return 'The discriminator tells nearly every generated patch: the adversarial loss teaches little now.'
    if (Math.max(this.#real, this.#generated) > COLLAPSED && Math.min(this.#real, this.#generated) < 1 - COLLAPSED)
      return 'The discriminator answers the same for every patch: it has collapsed for now.'
    return undefined
  }
}
