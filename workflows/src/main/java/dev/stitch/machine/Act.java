package dev.stitch.machine;

import java.util.Map;
import java.util.Optional;

/**
 * What a person or the API does to a journey: its arguments, whether it is refused, and its effect.
 * Each is a Temporal update and, for callers that must not wait, an {@code intervene} signal. A new
 * one is a record beside these that is named below.
 */
public sealed interface Act
    permits AdvanceAct,
        AnswerTaskAct,
        CancelAct,
        ControlRunAct,
        MigrateAct,
        MoveAct,
        PauseAct,
        ResumeAct,
        RetryAct,
        SetMetadataAct,
        SkipAct,
        StartFlowAct {

  /** Every act by its name. */
  Map<String, Class<? extends Act>> BY_NAME = ActNames.byName(Act.class);

  /** The same id is the same act: it is done once and answered the same again. */
  String id();

  /** Who does it, e.g. {@code user:ada}; never an email address. */
  String actor();

  /** What it is called: as update, and in an {@code intervene} signal. */
  default String name() {
    return ActNames.of(getClass());
  }

  /** Why a journey that goes on does not allow it now; looks at the state and changes nothing. */
  Optional<Refusal> check(JourneyState state, PlanLookup plans);

  /** Does what {@link #check} allows. */
  void apply(JourneyTransition journey);

  /**
   * What must be found out before it may be checked, if it came by signal: whether the plan that it
   * names exists. The machine never asks for a plan that may not.
   */
  default Optional<JourneyWork> vetting(JourneyState state) {
    return Optional.empty();
  }

  /** Where a retry begins. It stands here because clients of the API know it as of an act. */
  enum RetryFrom {
    /** Keeps what is done and the effect keys: nothing sent is sent again. */
    FAILED_STEP,
    /** All over again; effects may happen again. */
    START
  }

  /** Which version of the system flow a retry runs; of an act as {@link RetryFrom} is. */
  enum RetryVersion {
    PINNED,
    LATEST
  }
}
