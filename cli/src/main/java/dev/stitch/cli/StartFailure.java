package dev.stitch.cli;

import dev.stitch.cli.stack.DatabaseFailure;
import dev.stitch.cli.stack.StackException;
import dev.stitch.temporal.TemporalConnection;
import io.grpc.StatusRuntimeException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Says in one line why a part could not start: what is wrong outside of it, and what to do. */
final class StartFailure {

  private StartFailure() {}

  /**
   * A failure in words.
   *
   * @param failure what was thrown while the part started
   * @return a failure without a trace where the cause is known, else the same
   */
  static Exception explained(Exception failure, Map<String, String> environment) {
    return words(failure, environment)
        .<Exception>map(words -> new StackException(words, failure))
        .orElse(failure);
  }

  private static Optional<String> words(Exception failure, Map<String, String> environment) {
    return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
        .map(cause -> words(cause, environment))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> words(Throwable cause, Map<String, String> environment) {
    return switch (cause) {
      case StackException told -> Optional.of(told.getMessage());
      // Settings that make no sense say so themselves.
      case RuntimeException wrong
          when wrong.getMessage() != null && wrong.getMessage().startsWith("STITCH_") ->
          Optional.of(oneLine(wrong.getMessage()));
      case StatusRuntimeException refused -> Optional.of(temporal(refused, environment));
      case SQLException failed when DatabaseFailure.isAboutTheConnection(failed) ->
          Optional.of(DatabaseFailure.words(failed));
      case BindException taken ->
          Optional.of(
              "The address to listen on cannot be had (%s). Another process may have it; STITCH_PORT"
                      .formatted(oneLine(taken.getMessage()))
                  + " and STITCH_BIND choose another.");
      case UncheckedIOException failed -> Optional.of(io(failed));
      default -> Optional.empty();
    };
  }

  private static String temporal(StatusRuntimeException refused, Map<String, String> environment) {
    TemporalConnection connection = TemporalConnection.fromEnvironment(environment);
    String why = refused.getStatus().getCode().name();
    return switch (refused.getStatus().getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED ->
          "Temporal cannot be reached at %s (%s). Is it running, and are TEMPORAL_ADDRESS and TLS right?"
              .formatted(connection.address(), why);
      case NOT_FOUND ->
          "Temporal at %s has no namespace %s. Make it there, or name another in TEMPORAL_NAMESPACE."
              .formatted(connection.address(), connection.namespace());
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          "Temporal at %s refuses these credentials (%s).".formatted(connection.address(), why);
      default ->
          "Temporal at %s answered %s: %s"
              .formatted(connection.address(), why, oneLine(refused.getStatus().getDescription()));
    };
  }

  /** A folder or file that cannot be used; its name is in the cause. */
  private static String io(UncheckedIOException failed) {
    return "%s (%s)".formatted(oneLine(failed.getMessage()), oneLine(failed.getCause().toString()));
  }

  private static String oneLine(String text) {
    return text == null ? "no reason is given" : text.strip().replaceAll("\\s+", " ");
  }
}
