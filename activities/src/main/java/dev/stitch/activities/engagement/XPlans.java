package dev.stitch.activities.engagement;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.campaign.EngagementAsk;
import dev.stitch.connectors.Platforms;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.price.Paid;
import dev.stitch.connectors.x.XClient;
import dev.stitch.connectors.x.XPage;
import dev.stitch.connectors.x.XPost;
import dev.stitch.connectors.x.XReading;
import dev.stitch.connectors.x.XUser;
import dev.stitch.model.EngagementAct;
import dev.stitch.model.Platform;
import dev.stitch.step.StepContext;
import dev.stitch.store.Ids;
import dev.stitch.store.connection.Capability;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.cost.RunCosts;
import dev.stitch.store.crm.ContactEngagements;
import dev.stitch.store.crm.Identity;
import dev.stitch.store.crm.IdentityRepository;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides everything that an act on X needs: who the contact is there, and which post is meant. */
@Singleton
class XPlans {

  private static final Pattern POST =
      Pattern.compile(
          "https?://(?:www\\.|mobile\\.)?(?:x|twitter)\\.com/[^/]+/status(?:es)?/(?<id>\\d{1,19})\\b.*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PROFILE =
      Pattern.compile(
          "(?:https?://(?:www\\.|mobile\\.)?(?:x|twitter)\\.com/|@)?(?<name>[A-Za-z0-9_]{1,15})/?",
          Pattern.CASE_INSENSITIVE);

  /** X answers no fewer and bills each; among so many there is mostly one that is no repost. */
  private static final int POSTS_LOOKED_AT = 5;

  private final Platforms platforms;
  private final IdentityRepository identities;
  private final ContactEngagements engagements;
  private final RunCosts costs;

  XPlans(
      Platforms platforms,
      IdentityRepository identities,
      ContactEngagements engagements,
      RunCosts costs) {
    this.platforms = platforms;
    this.identities = identities;
    this.engagements = engagements;
    this.costs = costs;
  }

  /** The act, or why no API can do it. */
  sealed interface Plan {}

  record Ready(XAct act) implements Plan {}

  /** {@code reason} is for the person who is asked instead. */
  record Impossible(String reason) implements Plan {}

  /** A post, and whether it answers our account. */
  private record Target(String postId, boolean answersUs) {}

  /**
   * What an account would do. Reads X only where nothing here tells, since reading costs money, and
   * not at all where the account may not act.
   */
  Plan plan(StepContext context, Engagement wanted, Connection account)
      throws PlatformException, InterruptedException {
    boolean summoned =
        wanted.act().isTowardsContact()
            && engagements.hasSpokenToUs(context.contactId().orElseThrow(), Platform.X);
    Optional<Capability> missing = missing(wanted.act(), account, summoned);
    if (missing.isPresent()) {
      return new Impossible(reason(account, missing.get()));
    }
    return wanted.act().isTowardsContact()
        ? towardsContact(context, wanted, account, summoned)
        : new Ready(new XAct(account.id(), wanted.act(), null, null, wanted.text(), false));
  }

  private Plan towardsContact(
      StepContext context, Engagement wanted, Connection account, boolean summoned)
      throws PlatformException, InterruptedException {
    XClient client = platforms.x(account);
    Optional<String> recipient = recipient(context, client);
    if (recipient.isEmpty()) {
      return new Impossible("It is not known who the contact is on X.");
    }
    String person = recipient.get();
    if (!Engagement.isAboutPost(wanted.act())) {
      return new Ready(new XAct(account.id(), wanted.act(), person, null, wanted.text(), summoned));
    }
    Optional<Target> target = target(context, wanted, client, person, account);
    if (target.isEmpty()) {
      return new Impossible(
          EngagementAsk.LATEST_POST.equals(wanted.target())
              ? "X shows no post of the contact."
              : "The address is not one of a post on X.");
    }
    return new Ready(
        new XAct(
            account.id(),
            wanted.act(),
            person,
            target.get().postId(),
            wanted.text(),
            summoned || target.get().answersUs()));
  }

  private static Optional<Capability> missing(
      EngagementAct act, Connection account, boolean summoned) {
    List<Capability> needed =
        switch (act) {
          case MESSAGE -> List.of(Capability.MESSAGE);
          case FOLLOW -> List.of(Capability.FOLLOW);
          case LIKE -> List.of(Capability.LIKE);
          case COMMENT ->
              summoned
                  ? List.of(Capability.POST)
                  : List.of(Capability.POST, Capability.REPLY_UNASKED);
          case POST -> List.of(Capability.POST);
          case CONNECT -> throw new IllegalArgumentException(act + " is no act of X");
        };
    return needed.stream().filter(capability -> !account.can(capability)).findFirst();
  }

  private static String reason(Connection account, Capability missing) {
    return account.capabilities().stream()
        .filter(status -> status.capability() == missing && status.reason() != null)
        .map(Connection.CapabilityStatus::reason)
        .findFirst()
        .orElse("The account " + account.name() + " may not do it.");
  }

  private Optional<String> recipient(StepContext context, XClient client)
      throws PlatformException, InterruptedException {
    UUID contactId = context.contactId().orElseThrow();
    Optional<String> known =
        identities.ofContact(contactId, Platform.X.word()).map(Identity::platformUserId);
    Optional<String> username = known.isPresent() ? Optional.empty() : username(context);
    if (username.isEmpty()) {
      return known;
    }
    XPage<XUser> found = client.usersNamed(List.of(username.get()));
    bill(context, found.paid());
    return found.items().stream().findFirst().map(XUser::id);
  }

  private static Optional<String> username(StepContext context) {
    JsonNode platform = context.variables().path("contact").path("platform");
    for (String field : List.of("xUsername", "xUrl")) {
      Matcher name = PROFILE.matcher(platform.path(field).asText().strip());
      if (name.matches()) {
        return Optional.of(name.group("name"));
      }
    }
    return Optional.empty();
  }

  private Optional<Target> target(
      StepContext context, Engagement wanted, XClient client, String person, Connection account)
      throws PlatformException, InterruptedException {
    if (!EngagementAsk.LATEST_POST.equals(wanted.target())) {
      Matcher post = POST.matcher(String.valueOf(wanted.target()));
      return post.matches() ? Optional.of(new Target(post.group("id"), false)) : Optional.empty();
    }
    XPage<XPost> posts = client.posts(person, new XReading(null, null, POSTS_LOOKED_AT));
    bill(context, posts.paid());
    return posts.items().stream()
        .filter(post -> post.references().stream().noneMatch(XPlans::isRepost))
        .findFirst()
        .map(
            post ->
                new Target(
                    post.id(),
                    post.inReplyToUserId() != null
                        && post.inReplyToUserId().equals(account.account().id())));
  }

  private static boolean isRepost(XPost.Reference reference) {
    return reference.type().equals("retweeted") || reference.type().equals("reposted");
  }

  private void bill(StepContext context, Paid paid) {
    costs.record(paid.by(context.runId(), context.step().id(), "read/" + Ids.next()));
  }
}
