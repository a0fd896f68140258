package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.effect.EffectLedger;
import dev.stitch.activities.effect.Evidence;
import dev.stitch.activities.platform.PlatformHolds;
import dev.stitch.connectors.Platforms;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure;
import dev.stitch.connectors.google.GmailClient;
import dev.stitch.connectors.google.MailMetadata;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.effect.Effect;
import dev.stitch.store.effect.EffectState;
import dev.stitch.store.mail.PlatformMail;
import dev.stitch.store.mail.PlatformMailRepository;
import jakarta.inject.Singleton;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks in a Gmail account for a mail of which nobody knows whether it left: by the Message-ID that
 * it was given, and since Gmail may have given it another, among what the account has sent to its
 * recipient.
 */
@Singleton
class GmailReadBack {

  private static final String CONNECTION = "connectionId";
  private static final String OUTPUT = "output";

  /** Gmail's clock and ours differ a little. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  /** More than anybody is sent between an attempt and the look for it. */
  private static final int LOOKED_AT = 50;

  private final EffectLedger ledger;
  private final Platforms platforms;
  private final ConnectionRepository connections;
  private final PlatformMailRepository sentMails;

  GmailReadBack(
      EffectLedger ledger,
      Platforms platforms,
      ConnectionRepository connections,
      PlatformMailRepository sentMails) {
    this.ledger = ledger;
    this.platforms = platforms;
    this.connections = connections;
    this.sentMails = sentMails;
  }

  /** What the ledger keeps of a mail, so that it can be looked for. */
  static JsonNode attempted(UUID connectionId, ObjectNode output) {
    ObjectNode attempted = JsonNodeFactory.instance.objectNode();
    attempted.put(CONNECTION, connectionId.toString()).set(OUTPUT, output);
    return attempted;
  }

  /** What a look came to. */
  enum Settlement {
    /** Nothing was open, or it is settled: the step goes on. */
    SETTLED,
    /** It is not there yet, and may still come. */
    TOO_EARLY,
    /** Nobody can look. */
    NOT_POSSIBLE
  }

  /**
   * Settles an act that an attempt has left open.
   *
   * @throws PlatformException when Gmail can be asked later
   */
  Settlement settle(Effect open) throws PlatformException, InterruptedException {
    if (open.state() != EffectState.UNKNOWN) {
      return Settlement.SETTLED; // the ledger waits for whoever has it
    }
    Optional<Connection> account = account(open);
    if (account.isEmpty()) {
      return Settlement.NOT_POSSIBLE;
    }
    ObjectNode output = (ObjectNode) open.attempted().path(OUTPUT);
    Optional<PlatformMail> found;
    try {
      found = find(platforms.gmail(account.get()), output, open.at().minus(SKEW));
    } catch (PlatformException e) {
      if (e.failure() instanceof PlatformFailure.NotPermitted
          || e.failure() instanceof PlatformFailure.Rejected) {
        return Settlement.NOT_POSSIBLE;
      }
      throw e;
    }
    if (found.isPresent()) {
      SentByPlatform.add(output, found.get());
      ledger.settle(open, new Evidence.Happened(found.get().id(), output));
      return Settlement.SETTLED;
    }
    if (open.at().plus(PlatformHolds.SETTLING).isAfter(Instant.now())) {
      return Settlement.TOO_EARLY;
    }
    ledger.settle(open, new Evidence.Undone("Gmail does not have it among what it has sent."));
    return Settlement.SETTLED;
  }

  private Optional<Connection> account(Effect open) {
    return Optional.ofNullable(open.attempted())
        .map(attempted -> UUID.fromString(attempted.path(CONNECTION).asText()))
        .flatMap(connections::find);
  }

  private Optional<PlatformMail> find(GmailClient client, ObjectNode output, Instant since)
      throws PlatformException, InterruptedException {
    String messageId = output.path("messageId").asText().replaceAll("[<>]", "");
    for (GmailClient.MessageRef mail :
        client.messages("rfc822msgid:" + messageId, null, LOOKED_AT).messages()) {
      Optional<MailMetadata> metadata = client.metadata(mail.id());
      if (metadata.isPresent()) {
        return Optional.of(platformMail(metadata.get()));
      }
    }
    String search =
        "in:sent to:%s after:%d".formatted(output.path("to").asText(), since.getEpochSecond());
    for (GmailClient.MessageRef mail : client.messages(search, null, LOOKED_AT).messages()) {
      if (sentMails.knows(mail.id())) {
        continue;
      }
      Optional<MailMetadata> metadata =
          client
              .metadata(mail.id())
              .filter(it -> it.receivedAt() == null || !it.receivedAt().isBefore(since))
              .filter(it -> subject(it).equals(output.path("subject").asText()));
      if (metadata.isPresent()) {
        return Optional.of(platformMail(metadata.get()));
      }
    }
    return Optional.empty();
  }

  private static PlatformMail platformMail(MailMetadata mail) {
    return new PlatformMail(mail.id(), mail.threadId(), mail.header("Message-ID").orElse(null));
  }

  private static String subject(MailMetadata mail) {
    String raw = mail.header("Subject").orElse("");
    try {
      return MimeUtility.decodeText(MimeUtility.unfold(raw));
    } catch (UnsupportedEncodingException e) {
      return raw;
    }
  }
}
