package dev.stitch.activities.llm;

import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.SseException;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a failed call of Anthropic's API means for its step. */
final class ModelFailure {

  /** Besides those from 500: the other side may do it later. */
  private static final Set<Integer> LATER = Set.of(408, 409, 429);

  /** Errors in the midst of an answer that are for good; the others come and go. */
  private static final Set<String> FINAL =
      Set.of(
          "invalid_request_error",
          "authentication_error",
          "billing_error",
          "permission_error",
          "not_found_error",
          "request_too_large");

  /** Longest part of the other side's words that is told, in characters. */
  private static final int QUOTE = 500;

  private ModelFailure() {}

  static StepException of(AnthropicException failure) throws InterruptedException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedException();
    }
    return meaning(failure);
  }

  private static StepException meaning(AnthropicException failure) {
    return switch (failure) {
      case SseException midway -> midway(midway);
      case AnthropicServiceException refused -> refused(refused);
      case AnthropicInvalidDataException unreadable ->
          new StepException(
              FailureCode.UNUSABLE_ANSWER,
              "The Anthropic API answered what cannot be read: " + quote(unreadable.getMessage()));
      case AnthropicIoException io -> broken(io);
      default ->
          new StepException(
              FailureCode.UNAVAILABLE,
              "The call of the Anthropic API failed: " + quote(failure.getMessage()),
              failure);
    };
  }

  /** What happened, in words. */
  static String told(AnthropicException failure) {
    return String.valueOf(meaning(failure).getMessage());
  }

  /** The answer ended before it was complete. */
  static StepException endedEarly() {
    return new StepException(
        FailureCode.UNAVAILABLE, "The Anthropic API ended its answer before it was complete.");
  }

  private static StepException refused(AnthropicServiceException refused) {
    int status = refused.statusCode();
    FailureCode code =
        status >= 500 || LATER.contains(status) ? FailureCode.UNAVAILABLE : FailureCode.REJECTED;
    String message =
        "The Anthropic API answered %d: %s%s".formatted(status, words(refused), advice(status));
    if (isTooLong(refused)) {
      return new PromptTooLongException(message);
    }
    return retryAfter(refused)
        .map(pause -> new StepException(code, message, pause))
        .orElseGet(() -> new StepException(code, message));
  }

  /**
   * The API has no type of its own for a prompt of too many tokens; one of too many bytes is 413.
   */
  private static boolean isTooLong(AnthropicServiceException refused) {
    return refused.statusCode() == 413
        || (refused.statusCode() == 400
            && words(refused).toLowerCase(Locale.ROOT).contains("prompt is too long"));
  }

  private static StepException midway(SseException midway) {
    String type = midway.type().map(Object::toString).orElse("");
    return new StepException(
        FINAL.contains(type) ? FailureCode.REJECTED : FailureCode.UNAVAILABLE,
        "The Anthropic API broke its answer off: " + words(midway));
  }

  private static StepException broken(AnthropicIoException io) {
    for (Throwable cause = io; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedIOException) {
        return new StepException(
            FailureCode.TIMEOUT, "The Anthropic API did not answer in time.", io);
      }
    }
    String why = io.getCause() == null ? io.getMessage() : io.getCause().getMessage();
    return new StepException(
        FailureCode.UNAVAILABLE, "The connection to the Anthropic API failed: " + quote(why), io);
  }

  private static String advice(int status) {
    return switch (status) {
      case 401 -> ". Check ANTHROPIC_API_KEY, or the anthropic connection of the step.";
      case 404 -> ". Check the name of the model.";
      default -> "";
    };
  }

  private static String words(AnthropicServiceException failure) {
    return quote(failure.apiMessage().orElseGet(failure::getMessage));
  }

  private static String quote(String text) {
    String words = text == null ? "" : text;
    return words.length() > QUOTE ? words.substring(0, QUOTE) + "…" : words;
  }

  private static Optional<Duration> retryAfter(AnthropicServiceException failure) {
    return failure.headers().values("retry-after").stream()
        .filter(seconds -> seconds.matches("\\d{1,6}"))
        .findFirst()
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }
}
