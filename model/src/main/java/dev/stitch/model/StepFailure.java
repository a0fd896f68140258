package dev.stitch.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why a step failed, as it is kept and shown. */
public record StepFailure(FailureCode code, String message) {

  /** Longest message kept, in characters: it travels in workflow state. */
  public static final int MAX_MESSAGE = 2_000;

  public StepFailure(FailureCode code, @Nullable String message) {
    this.code = Objects.requireNonNull(code, "code");
    String said = message == null ? code.name() : message;
    this.message = said.length() > MAX_MESSAGE ? said.substring(0, MAX_MESSAGE - 1) + "…" : said;
  }
}
