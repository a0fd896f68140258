package dev.stitch.connectors.x;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure;
import dev.stitch.connectors.http.Fields;
import dev.stitch.connectors.http.PlatformAnswer;
import dev.stitch.connectors.http.PlatformApi;
import dev.stitch.connectors.http.Query;
import dev.stitch.connectors.http.Redaction;
import dev.stitch.connectors.price.Paid;
import dev.stitch.connectors.price.XPrice;
import dev.stitch.connectors.x.XPage.ItemError;
import dev.stitch.store.connection.Capability;
import io.micronaut.core.annotation.Nullable;
import java.time.Clock;
import java.util.List;

/**
 * X's API v2 as one account asks it. All methods throw {@link PlatformException} when X does not do
 * what it is asked; the exception's failure says what to do then. X has no idempotency keys: an act
 * that may have happened is looked for before it is repeated.
 */
public final class XClient {

  /** X takes no more ids or names at once. */
  public static final int MOST_LOOKED_UP = 100;

  /** X answers no larger pages of people. */
  public static final int MOST_PEOPLE = 1_000;

  private static final Redaction NOTHING_SECRET = new Redaction();

  private final PlatformApi api;
  private final XFieldNames names;
  private final @Nullable String ownId;
  private final Clock clock;

  /**
   * @param ownId the account's own id, by which X bills less for its own data; null when it is not
   *     known
   */
  public XClient(PlatformApi api, XFieldNames names, @Nullable String ownId, Clock clock) {
    this.api = api;
    this.names = names;
    this.ownId = ownId;
    this.clock = clock;
  }

  /** The account itself. */
  public XUser me() throws PlatformException, InterruptedException {
    PlatformAnswer answer =
        api.get(
            "/2/users/me",
            new Query().with("user.fields", XUser.ASKED),
            refusals(Capability.READ_CONTACTS)::of);
    return XUser.of(answer.json().object("data")).orElseThrow(() -> unclear("who asks"));
  }

  /** Who follows somebody, the newest first. */
  public XPage<XUser> followers(String userId, @Nullable String pageToken, int size)
      throws PlatformException, InterruptedException {
    return people("/2/users/" + XIds.checked(userId) + "/followers", userId, pageToken, size);
  }

  /** Whom somebody follows, the newest first. */
  public XPage<XUser> following(String userId, @Nullable String pageToken, int size)
      throws PlatformException, InterruptedException {
    return people("/2/users/" + XIds.checked(userId) + "/following", userId, pageToken, size);
  }

  /** The posts of somebody, with their replies and reposts. */
  public XPage<XPost> posts(String userId, XReading reading)
      throws PlatformException, InterruptedException {
    return posts("/2/users/" + XIds.checked(userId) + "/tweets", userId, reading);
  }

  /** The posts that mention somebody, with their authors. */
  public XPage<XPost> mentions(String userId, XReading reading)
      throws PlatformException, InterruptedException {
    return posts("/2/users/" + XIds.checked(userId) + "/mentions", userId, reading);
  }

  /** The people of up to 100 ids; those whom X does not tell of are among the errors. */
  public XPage<XUser> users(List<String> ids) throws PlatformException, InterruptedException {
    ids.forEach(XIds::checked);
    return lookUp("/2/users", "ids", ids);
  }

  /** As {@link #users}, by up to 100 user names. */
  public XPage<XUser> usersNamed(List<String> usernames)
      throws PlatformException, InterruptedException {
    return lookUp("/2/users/by", "usernames", usernames);
  }

  /** Publishes a post or a reply. */
  public XSent publish(XDraft draft) throws PlatformException, InterruptedException {
    ObjectNode body = object().put("text", draft.text());
    if (draft.inReplyTo() != null) {
      body.putObject("reply").put("in_reply_to_tweet_id", XIds.checked(draft.inReplyTo()));
    }
    // A reply that is refused, even to who has asked for it, says nothing of posting.
    Capability act = draft.inReplyTo() == null ? Capability.POST : Capability.REPLY_UNASKED;
    return new XSent(
        written("/2/tweets", body, act).needed("id").orElseThrow(() -> unclear("the post's id")),
        Paid.of(draft.price(), 1));
  }

  /** Sends a direct message to one person. */
  public XSent message(String recipientId, String text)
      throws PlatformException, InterruptedException {
    return new XSent(
        written(
                "/2/dm_conversations/with/" + XIds.checked(recipientId) + "/messages",
                object().put("text", text),
                Capability.MESSAGE)
            .needed("dm_event_id")
            .orElseThrow(() -> unclear("the message's id")),
        Paid.of(XPrice.MESSAGE, 1));
  }

  /** The direct messages between the account and one person, the newest first. */
  public XPage<XMessage> messages(String participantId, @Nullable String pageToken)
      throws PlatformException, InterruptedException {
    Query query =
        new Query()
            .with("max_results", MOST_LOOKED_UP)
            .with("event_types", "MessageCreate")
            .with("pagination_token", pageToken)
            .with("dm_event.fields", "id,text,sender_id,created_at,event_type");
    PlatformAnswer answer =
        api.get(
            "/2/dm_conversations/with/" + XIds.checked(participantId) + "/dm_events",
            query,
            refusals(Capability.MESSAGE)::of);
    return page(answer, XPrice.OWN_READ).each(XMessage::of);
  }

  /**
   * Follows somebody.
   *
   * @return false when a person with a protected account has to agree first
   */
  public boolean follow(String own, String userId) throws PlatformException, InterruptedException {
    return !written(
            "/2/users/" + XIds.checked(own) + "/following",
            object().put("target_user_id", XIds.checked(userId)),
            Capability.FOLLOW)
        .flag("pending_follow");
  }

  /** Follows somebody no more. */
  public void unfollow(String own, String userId) throws PlatformException, InterruptedException {
    api.delete(
        "/2/users/" + XIds.checked(own) + "/following/" + XIds.checked(userId),
        refusals(Capability.FOLLOW)::of);
  }

  /** Likes a post. */
  public void like(String own, String postId) throws PlatformException, InterruptedException {
    written(
        "/2/users/" + XIds.checked(own) + "/likes",
        object().put("tweet_id", XIds.checked(postId)),
        Capability.LIKE);
  }

  private XPage<XUser> people(String path, String whose, @Nullable String pageToken, int size)
      throws PlatformException, InterruptedException {
    Query query =
        new Query()
            .with("max_results", Math.clamp(size, 1, MOST_PEOPLE))
            .with("pagination_token", pageToken)
            .with("user.fields", XUser.ASKED);
    PlatformAnswer answer = api.get(path, query, refusals(Capability.READ_CONTACTS)::of);
    return page(answer, price(whose, XPrice.USER_READ)).each(XUser::of);
  }

  private XPage<XPost> posts(String path, String whose, XReading reading)
      throws PlatformException, InterruptedException {
    Query query =
        new Query()
            .with("max_results", reading.size())
            .with("since_id", reading.sinceId())
            .with("pagination_token", reading.pageToken())
            .with(names.fields(), names.asked())
            .with("expansions", "author_id")
            .with("user.fields", XUser.ASKED);
    PlatformAnswer answer = api.get(path, query, refusals(Capability.READ_POSTS)::of);
    return page(answer, price(whose, XPrice.POST_READ)).each(XPost::of);
  }

  private XPage<XUser> lookUp(String path, String parameter, List<String> keys)
      throws PlatformException, InterruptedException {
    if (keys.isEmpty() || keys.size() > MOST_LOOKED_UP) {
      throw new IllegalArgumentException("X takes 1 to 100 at once, not " + keys.size());
    }
    Query query =
        new Query().with(parameter, String.join(",", keys)).with("user.fields", XUser.ASKED);
    PlatformAnswer answer = api.get(path, query, refusals(Capability.READ_CONTACTS)::of);
    return page(answer, XPrice.USER_READ).each(XUser::of);
  }

  /** X bills what it answers, also what turns out not to be of use. */
  private XPage<Fields> page(PlatformAnswer answer, XPrice price) throws PlatformException {
    Fields fields = answer.json();
    List<Fields> items = fields.objects("data");
    return new XPage<>(
        items,
        fields.object("includes").objects("users").stream()
            .flatMap(user -> XUser.of(user).stream())
            .toList(),
        fields.object("meta").text("next_token"),
        fields.objects("errors").stream().map(XClient::error).toList(),
        Paid.of(price, items.size()),
        XLimits.nextAt(answer, clock.instant()));
  }

  private static ItemError error(Fields error) {
    return new ItemError(
        error.text("value", "resource_id"),
        NOTHING_SECRET.told(error.text("detail", "title", "message")));
  }

  private Fields written(String path, ObjectNode body, Capability act)
      throws PlatformException, InterruptedException {
    return api.post(path, body.toString(), refusals(act)::of).json().object("data");
  }

  private XPrice price(String whose, XPrice others) {
    return whose.equals(ownId) ? XPrice.OWN_READ : others;
  }

  private XRefusals refusals(Capability act) {
    return new XRefusals(act, clock);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static PlatformException unclear(String what) {
    return new PlatformException(
        new PlatformFailure.Transient("X's answer does not say " + what + ".", true));
  }
}
