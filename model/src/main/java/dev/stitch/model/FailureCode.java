package dev.stitch.model;

/** Every way a step fails. The category decides whether another attempt can help. */
public enum FailureCode {
  /** The step's config cannot be carried out with these values. */
  INVALID_CONFIG(Category.CALLER),
  /** An expression or template failed on the values it met. */
  EXPRESSION(Category.CALLER),
  /** The run's input does not match. */
  INVALID_INPUT(Category.CALLER),
  /** The contact cannot be written to: none, archived, unsubscribed or suppressed. */
  CONTACT_UNREACHABLE(Category.CALLER),
  /** What the step refers to does not exist (any more). */
  NOT_FOUND(Category.CALLER),
  /** The address may not be called from here. */
  FORBIDDEN_ADDRESS(Category.CALLER),
  /** The other side refused, and will refuse again. */
  REJECTED(Category.OUTSIDE_FINAL),
  /** Whether the act happened is not known; a person or a reconciliation settles it. */
  EFFECT_UNKNOWN(Category.OUTSIDE_FINAL),
  /** The other side answered with something else than was asked for; another try may do better. */
  UNUSABLE_ANSWER(Category.OUTSIDE_RETRY),
  /** The other side did not answer or asked to come back later. */
  UNAVAILABLE(Category.OUTSIDE_RETRY),
  /** It took longer than the step allows. */
  TIMEOUT(Category.OUTSIDE_RETRY),
  /** The run has used up what it was given of turns, tokens or money. */
  LIMIT_REACHED(Category.CALLER),
  /** A budget has no room for it: somebody may add money. */
  BUDGET_EXHAUSTED(Category.CALLER),
  /** The conversation has become too long for its model, and can be made shorter. */
  CONVERSATION_TOO_LONG(Category.CALLER),
  /** The path was killed or ended without a word. */
  RUN_CONTROL(Category.CALLER),
  /** A defect of ours. */
  INTERNAL(Category.OURS);

  /** Whose fault, and whether trying again can help. */
  public enum Category {
    CALLER(false),
    OUTSIDE_FINAL(false),
    OUTSIDE_RETRY(true),
    OURS(true);

    private final boolean retryable;

    Category(boolean retryable) {
      this.retryable = retryable;
    }
  }

  private final Category category;

  FailureCode(Category category) {
    this.category = category;
  }

  public Category category() {
    return category;
  }

  public boolean retryable() {
    return category.retryable;
  }
}
