package dev.stitch.connectors.google;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure;
import dev.stitch.connectors.failure.PlatformFailure.Rejected;
import dev.stitch.connectors.failure.PlatformFailure.Rejected.Kind;
import dev.stitch.connectors.http.Fields;
import dev.stitch.connectors.http.PlatformApi;
import dev.stitch.connectors.http.Query;
import dev.stitch.store.connection.Capability;
import io.micronaut.core.annotation.Nullable;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Gmail as one account asks it. Only headers of mail are read, never its text. All methods throw
 * {@link PlatformException} when Gmail does not do what it is asked.
 */
public final class GmailClient {

  /** Gmail answers no larger pages. */
  public static final int MOST_LISTED = 500;

  /** The headers that are asked for. */
  private static final List<String> HEADERS =
      List.of(
          "From",
          "To",
          "Cc",
          "Subject",
          "Date",
          "Message-ID",
          "In-Reply-To",
          "References",
          "List-Unsubscribe",
          "Auto-Submitted");

  private static final String ME = "/gmail/v1/users/me/";

  /** Ids of Gmail are hexadecimal as of today. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  private final PlatformApi api;
  private final Clock clock;

  public GmailClient(PlatformApi api, Clock clock) {
    this.api = api;
    this.clock = clock;
  }

  /**
   * Whose mailbox it is.
   *
   * @param historyId where changes after now begin
   */
  public record Profile(String address, String historyId) {}

  /** A message without its contents. */
  public record MessageRef(String id, @Nullable String threadId) {}

  /**
   * A page of messages.
   *
   * @param nextPageToken asks for the next page; null on the last
   * @param historyId where the next reading of changes begins; null in lists of messages, and where
   *     Gmail does not say
   */
  public record MessagePage(
      List<MessageRef> messages, @Nullable String nextPageToken, @Nullable String historyId) {

    public MessagePage {
      messages = List.copyOf(messages);
    }
  }

  /** A message that was sent, and the conversation that Gmail put it into. */
  public record Sent(String id, @Nullable String threadId) {}

  /** Whose mailbox it is, and where its changes stand. */
  public Profile profile() throws PlatformException, InterruptedException {
    Fields profile =
        api.get(ME + "profile", new Query(), refusals(Capability.READ_MAIL)::of).json();
    return new Profile(
        profile.needed("emailAddress").orElseThrow(() -> unclear("whose mailbox it is")),
        profile.needed("historyId").orElseThrow(() -> unclear("where its changes stand")));
  }

  /**
   * Messages that came since, the oldest first.
   *
   * @param startHistoryId from a profile or the last page of an earlier reading
   * @throws PlatformException {@link Rejected} with {@link Kind#EXPIRED_CURSOR} when Gmail does not
   *     know the id any more, which it promises for a week and sometimes keeps for hours
   */
  public MessagePage added(String startHistoryId, @Nullable String pageToken)
      throws PlatformException, InterruptedException {
    Query query =
        new Query()
            .with("startHistoryId", startHistoryId)
            .with("historyTypes", "messageAdded")
            .with("maxResults", MOST_LISTED)
            .with("pageToken", pageToken);
    Fields page;
    try {
      page = api.get(ME + "history", query, refusals(Capability.READ_MAIL)::of).json();
    } catch (PlatformException e) {
      throw isNotFound(e) ? expired() : e;
    }
    return new MessagePage(
        page.objects("history").stream()
            .flatMap(change -> change.objects("messagesAdded").stream())
            .flatMap(added -> reference(added.object("message")).stream())
            .distinct()
            .toList(),
        page.text("nextPageToken"),
        page.text("historyId"));
  }

  /**
   * Messages, the newest first.
   *
   * @param search as in Gmail's search box, which needs the scope gmail.readonly; null for all
   * @param size at most {@link #MOST_LISTED}
   */
  public MessagePage messages(@Nullable String search, @Nullable String pageToken, int size)
      throws PlatformException, InterruptedException {
    Query query =
        new Query()
            .with("q", search)
            .with("maxResults", Math.clamp(size, 1, MOST_LISTED))
            .with("pageToken", pageToken);
    Fields page = api.get(ME + "messages", query, refusals(Capability.READ_MAIL)::of).json();
    return new MessagePage(
        page.objects("messages").stream().flatMap(message -> reference(message).stream()).toList(),
        page.text("nextPageToken"),
        null);
  }

  /** The headers of a message; empty when it was deleted meanwhile. */
  public Optional<MailMetadata> metadata(String id) throws PlatformException, InterruptedException {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("no id of a message: " + id);
    }
    Query query = new Query().with("format", "metadata").withEach("metadataHeaders", HEADERS);
    try {
      return MailMetadata.of(
          api.get(ME + "messages/" + id, query, refusals(Capability.READ_MAIL)::of).json());
    } catch (PlatformException e) {
      if (isNotFound(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Sends a mail. Gmail may give it another Message-ID than it has; {@link #metadata} of the
   * answer's id tells the one that replies will name.
   *
   * @param mail as RFC 5322 has it; to stay in a conversation it has the same subject and names the
   *     earlier mail in References
   * @param threadId the conversation; null for a new one
   */
  public Sent send(byte[] mail, @Nullable String threadId)
      throws PlatformException, InterruptedException {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("raw", Base64.getUrlEncoder().withoutPadding().encodeToString(mail));
    if (threadId != null) {
      body.put("threadId", threadId);
    }
    Fields sent =
        api.post(ME + "messages/send", body.toString(), refusals(Capability.SEND_MAIL)::of).json();
    return new Sent(
        sent.needed("id").orElseThrow(() -> unclear("which mail it sent")), sent.text("threadId"));
  }

  private static Optional<MessageRef> reference(Fields message) {
    return message
        .needed("id")
        .filter(id -> ID.matcher(id).matches())
        .map(id -> new MessageRef(id, message.text("threadId")));
  }

  private GoogleRefusals refusals(Capability act) {
    return new GoogleRefusals(act, clock);
  }

  private static boolean isNotFound(PlatformException e) {
    return e.failure() instanceof Rejected rejected && rejected.kind() == Kind.NOT_FOUND;
  }

  private static PlatformException expired() {
    return new PlatformException(
        new Rejected("Gmail does not know the cursor any more.", Kind.EXPIRED_CURSOR));
  }

  private static PlatformException unclear(String what) {
    return new PlatformException(
        new PlatformFailure.Transient("Gmail's answer does not say " + what + ".", true));
  }
}
