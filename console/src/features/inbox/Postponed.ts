/** Holds one thing back for a while, so that it can be taken back before it is sent. */
export class Postponed<T> {
  private held: { value: T; timer: ReturnType<typeof setTimeout> } | undefined;

  /**
   * @param send sends what was held; `isLeaving` when the page goes away with it
   * @param delay milliseconds that something is held
   */
  constructor(
    private readonly send: (value: T, isLeaving: boolean) => void,
    private readonly delay: number,
  ) {}

  /** Holds this back; what was held before is sent now. */
  hold(value: T) {
    this.flush();
    this.held = { value, timer: setTimeout(() => this.flush(), this.delay) };
  }

  /** Sends what is held now. */
  flush(isLeaving = false) {
    const value = this.takeBack();
    if (value !== undefined) {
      this.send(value, isLeaving);
    }
  }

  /** What was held, which is not sent any more. */
  takeBack(): T | undefined {
    const held = this.held;
    this.held = undefined;
    clearTimeout(held?.timer);
    return held?.value;
  }
}
