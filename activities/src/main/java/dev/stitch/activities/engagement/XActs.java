package dev.stitch.activities.engagement;

import dev.stitch.connectors.Platforms;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure;
import dev.stitch.connectors.price.Paid;
import dev.stitch.connectors.price.XPrice;
import dev.stitch.connectors.x.XClient;
import dev.stitch.connectors.x.XDraft;
import dev.stitch.connectors.x.XMessage;
import dev.stitch.connectors.x.XPage;
import dev.stitch.connectors.x.XPost;
import dev.stitch.connectors.x.XReading;
import dev.stitch.connectors.x.XSent;
import dev.stitch.connectors.x.XUser;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Acts on X, and looks whether an act has happened. */
@Singleton
class XActs {

  /** X's clock and ours differ a little. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  /** More than an account writes between an attempt and the look for it. */
  private static final int PAGES_LOOKED_AT = 5;

  private static final int LARGEST_PAGE = 100;

  private final Platforms platforms;
  private final ConnectionRepository connections;

  XActs(Platforms platforms, ConnectionRepository connections) {
    this.platforms = platforms;
    this.connections = connections;
  }

  /**
   * What X did.
   *
   * @param id of the post or message, null for what has none
   * @param pending whether somebody with a protected account has to agree first
   * @param price what X bills, null for nothing
   */
  record Performed(@Nullable String id, boolean pending, @Nullable XPrice price) {}

  Performed perform(Connection account, XAct act) throws PlatformException, InterruptedException {
    XClient client = platforms.x(account);
    return switch (act.type()) {
      case COMMENT, POST -> sent(client.publish(draft(act)));
      case MESSAGE -> sent(client.message(person(act), said(act)));
      case FOLLOW -> new Performed(null, !client.follow(ownId(account, client), person(act)), null);
      case LIKE -> {
        client.like(ownId(account, client), post(act));
        yield new Performed(null, false, null);
      }
      case CONNECT -> throw new IllegalArgumentException(act.type() + " is no act of X");
    };
  }

  /**
   * Looks for a post or message where X shows what the account has written.
   *
   * @param since when the attempt began
   * @param known whether something there is another act of ours
   * @param paid is told what the look costs
   * @return empty when it is not there
   * @throws PlatformException {@link PlatformFailure.Rejected} also when there is too much to look
   *     through
   */
  Optional<Performed> find(
      Connection account, XAct act, Instant since, Predicate<String> known, Consumer<Paid> paid)
      throws PlatformException, InterruptedException {
    Instant from = since.minus(SKEW);
    XClient client = platforms.x(account);
    return switch (act.type()) {
      case COMMENT, POST -> findPost(client, ownId(account, client), act, from, known, paid);
      case MESSAGE -> findMessage(client, ownId(account, client), act, from, known, paid);
      case FOLLOW, LIKE, CONNECT -> Optional.empty();
    };
  }

  private Optional<Performed> findPost(
      XClient client,
      String ownId,
      XAct act,
      Instant from,
      Predicate<String> known,
      Consumer<Paid> paid)
      throws PlatformException, InterruptedException {
    String token = null;
    for (int i = 0; i < PAGES_LOOKED_AT; i++) {
      XPage<XPost> page = client.posts(ownId, new XReading(null, token, LARGEST_PAGE));
      paid.accept(page.paid());
      for (XPost post : page.items()) {
        if (post.createdAt() != null && post.createdAt().isBefore(from)) {
          return Optional.empty();
        }
        if (isSuch(post, act) && SaidOnX.isSame(post.text(), said(act)) && !known.test(post.id())) {
          return Optional.of(new Performed(post.id(), false, draft(act).price()));
        }
      }
      token = page.nextToken();
      if (token == null) {
        return Optional.empty();
      }
    }
    throw tooMuch();
  }

  private Optional<Performed> findMessage(
      XClient client,
      String ownId,
      XAct act,
      Instant from,
      Predicate<String> known,
      Consumer<Paid> paid)
      throws PlatformException, InterruptedException {
    String token = null;
    for (int i = 0; i < PAGES_LOOKED_AT; i++) {
      XPage<XMessage> page = client.messages(person(act), token);
      paid.accept(page.paid());
      for (XMessage message : page.items()) {
        if (message.createdAt() != null && message.createdAt().isBefore(from)) {
          return Optional.empty();
        }
        if (ownId.equals(message.senderId())
            && SaidOnX.isSame(message.text(), said(act))
            && !known.test(message.id())) {
          return Optional.of(new Performed(message.id(), false, XPrice.MESSAGE));
        }
      }
      token = page.nextToken();
      if (token == null) {
        return Optional.empty();
      }
    }
    throw tooMuch();
  }

  private static PlatformException tooMuch() {
    return new PlatformException(
        new PlatformFailure.Rejected(
            "The account has written too much since to be looked through.",
            PlatformFailure.Rejected.Kind.OTHER));
  }

  /** Whether a post is a reply to the one that the act answers, or one of its own as the act is. */
  private static boolean isSuch(XPost post, XAct act) {
    return act.postId() == null
        ? post.references().isEmpty()
        : post.references().stream()
            .anyMatch(
                reference ->
                    reference.type().equals("replied_to") && reference.id().equals(act.postId()));
  }

  /** The account's own id; X is asked once where nobody has tested the connection. */
  private String ownId(Connection account, XClient client)
      throws PlatformException, InterruptedException {
    String known = account.account().id();
    if (known != null) {
      return known;
    }
    XUser me = client.me();
    connections.account(account.id(), me.id(), me.username());
    return me.id();
  }

  private static Performed sent(XSent sent) {
    return new Performed(sent.id(), false, sent.paid().what());
  }

  private static XDraft draft(XAct act) {
    return new XDraft(said(act), act.postId(), act.summoned());
  }

  private static String said(XAct act) {
    return Objects.requireNonNull(act.text(), "text");
  }

  private static String person(XAct act) {
    return Objects.requireNonNull(act.recipientId(), "recipientId");
  }

  private static String post(XAct act) {
    return Objects.requireNonNull(act.postId(), "postId");
  }
}
