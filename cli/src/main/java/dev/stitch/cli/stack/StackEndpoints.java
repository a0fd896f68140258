package dev.stitch.cli.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;

/**
 * Where a running stack is. The file of this is there while the stack is ready, and is how every
 * other command and every test finds it.
 *
 * @param api base URL of API and console
 * @param temporal {@code host:port} of the Temporal frontend
 * @param temporalUi base URL of Temporal's Web UI; null when the Temporal server is not ours
 * @param database {@code postgres://user:password@host:port/database}
 * @param pids the processes
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StackEndpoints(
    String api, String temporal, @Nullable String temporalUi, String database, Pids pids) {

  /** Process ids; null for a server that is not ours. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Pids(
      long up,
      @Nullable Long api,
      @Nullable Long worker,
      @Nullable Long temporal,
      @Nullable Long postgres) {}

  /** The file of a home. */
  public static JsonFile<StackEndpoints> file(Home home) {
    return new JsonFile<>(home.endpoints(), StackEndpoints.class);
  }
}
