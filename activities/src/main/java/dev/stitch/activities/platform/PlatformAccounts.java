package dev.stitch.activities.platform;

import dev.stitch.activities.connection.BoundConnections;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Chooses the account that a step acts with on a platform. */
@Singleton
public class PlatformAccounts {

  private final BoundConnections bound;
  private final ConnectionRepository connections;

  PlatformAccounts(BoundConnections bound, ConnectionRepository connections) {
    this.bound = bound;
    this.connections = connections;
  }

  /** The account, or why there is none. */
  public sealed interface Choice {}

  /** This one acts. */
  public record Chosen(Connection account) implements Choice {}

  /**
   * Nobody does.
   *
   * @param reason for the person who is asked instead
   * @param several whether there are accounts, of which none is named
   */
  public record None(String reason, boolean several) implements Choice {}

  /**
   * The account of a step: that of its run, else the one that its {@code connection} names, else
   * the only one there is.
   *
   * @throws StepException {@code NOT_FOUND} when the one that is named is none (any more)
   */
  public Choice of(StepContext context, Toolkit toolkit) throws StepException {
    Optional<Connection> ofRun = bound.ofRun(context, toolkit);
    if (ofRun.isPresent()) {
      return new Chosen(ofRun.get());
    }
    String named = context.config().path("connection").asText();
    return named.isBlank() ? only(toolkit) : new Chosen(bound.named(toolkit, named));
  }

  /** Notes whose account a connection is, where the platform calls it by its address. */
  public void identify(Connection account, String address) {
    connections.account(account.id(), address, address);
  }

  /** The only account of a platform. */
  public Choice only(Toolkit toolkit) {
    List<Connection> all = connections.all(toolkit);
    if (all.size() == 1) {
      return new Chosen(all.getFirst());
    }
    return new None(
        all.isEmpty()
            ? "No account of " + toolkit.text() + " is connected."
            : "There are %d accounts of %s; name one as \"connection\"."
                .formatted(all.size(), toolkit.text()),
        !all.isEmpty());
  }
}
