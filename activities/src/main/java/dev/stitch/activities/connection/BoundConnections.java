package dev.stitch.activities.connection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The connections of steps: what a run was started with comes before what the graph names. */
@Singleton
public class BoundConnections {

  private final ConnectionRepository connections;

  public BoundConnections(ConnectionRepository connections) {
    this.connections = connections;
  }

  /** The connection of a toolkit that a step's run was started with, empty for none. */
  public Optional<Connection> ofRun(StepContext context, Toolkit toolkit) throws StepException {
    JsonNode bound = context.variables().path("trigger").path("connections").path(toolkit.text());
    return bound.isTextual() ? Optional.of(named(toolkit, bound.textValue())) : Optional.empty();
  }

  /**
   * The connection that a step calls with.
   *
   * @param reference the id or name in the step's config
   * @throws StepException {@code NOT_FOUND} when there is none (any more)
   */
  public Connection of(StepContext context, Toolkit toolkit, String reference)
      throws StepException {
    Optional<Connection> ofRun = ofRun(context, toolkit);
    return ofRun.isPresent() ? ofRun.get() : named(toolkit, reference);
  }

  /** A connection by its id or name, empty when there is none (any more). */
  public Optional<Connection> find(Toolkit toolkit, String reference) {
    return connections.find(toolkit, reference);
  }

  /** The secret of a connection, for the moment of its use. */
  public String secret(Connection connection) {
    return connections.secret(connection.id()).orElse("");
  }

  /**
   * A connection by its id or name, for what no run does.
   *
   * @throws StepException {@code NOT_FOUND} when there is none (any more)
   */
  public Connection named(Toolkit toolkit, String reference) throws StepException {
    return connections
        .find(toolkit, reference)
        .orElseThrow(
            () ->
                new StepException(
                    FailureCode.NOT_FOUND,
                    "There is no %s connection \"%s\".".formatted(toolkit.text(), reference)));
  }
}
