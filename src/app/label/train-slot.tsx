/** Where training with these labels begins. Nothing yet. */

export function TrainSlot() {
  return null
}
