package dev.stitch.api.sending;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.sending.SendLimit;
import dev.stitch.store.sending.SendLimitRepository;
import dev.stitch.store.sending.SendRate;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Sets and lifts limits of mailboxes that there are. */
@Singleton
public class SendLimits {

  private static final Set<String> FIXED =
      Set.of(SendLimit.ALL, SendLimit.BUILT_IN, SendLimit.SMTP);

  /** What mail and direct messages leave through. */
  private static final Set<Toolkit> SENDERS = Set.of(Toolkit.SMTP, Toolkit.GMAIL, Toolkit.X);

  private final SendLimitRepository limits;
  private final ConnectionRepository connections;

  SendLimits(SendLimitRepository limits, ConnectionRepository connections) {
    this.limits = limits;
    this.connections = connections;
  }

  SendLimit get(String mailbox) {
    return limits
        .find(mailbox)
        .orElseThrow(() -> ApiProblem.notFound("send limit of the mailbox", mailbox));
  }

  SendLimit put(String mailbox, SendRate rate, String actor) {
    if (FIXED.contains(mailbox)) {
      limits.put(mailbox, null, rate, actor);
      return get(mailbox);
    }
    Connection connection = storedMailServer(mailbox);
    limits.put(connection.id().toString(), connection.id(), rate, actor);
    return get(connection.id().toString());
  }

  void remove(String mailbox) {
    if (!limits.remove(mailbox)) {
      throw ApiProblem.notFound("send limit of the mailbox", mailbox);
    }
  }

  /**
   * A single mailbox by the name that limits and pauses know it by.
   *
   * @throws ApiProblem 404 when there is none, or all are meant
   */
  String single(String mailbox) {
    return FIXED.contains(mailbox) && !mailbox.equals(SendLimit.ALL)
        ? mailbox
        : storedMailServer(mailbox).id().toString();
  }

  private Connection storedMailServer(String mailbox) {
    return parsed(mailbox)
        .flatMap(connections::find)
        .filter(connection -> SENDERS.contains(connection.toolkit()))
        .orElseThrow(
            () ->
                ApiProblem.missing(
                    "There is no mailbox %s: it is all, built-in, smtp or the id of a connection"
                            .formatted(mailbox)
                        + " to a mail server, Gmail or X."));
  }

  private static Optional<UUID> parsed(String id) {
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
