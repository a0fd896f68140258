package dev.stitch.cli.temporal;

import dev.stitch.cli.stack.StackException;
import dev.stitch.temporal.Namespace;
import dev.stitch.temporal.TemporalConnection;
import io.grpc.StatusRuntimeException;

/** A Temporal server that others run. */
public final class OtherTemporal {

  private OtherTemporal() {}

  /**
   * Registers the search attributes that journeys need. The retention stays: it is not ours to
   * change.
   *
   * @throws StackException when the server does not answer within seconds, or refuses
   */
  public static void prepare(TemporalConnection connection) {
    try (Namespace namespace = new Namespace(connection)) {
      namespace.registerSearchAttributes();
    } catch (StatusRuntimeException e) {
      throw new StackException(
          "The Temporal server at "
              + connection.address()
              + " (namespace "
              + connection.namespace()
              + ") does not take our search attributes: "
              + e.getStatus()
              + ". `./stitch doctor` says more.",
          e);
    }
  }
}
