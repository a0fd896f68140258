package dev.stitch.activities.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.batch.BatchPage;
import dev.stitch.activities.batch.BatchRun;
import dev.stitch.activities.batch.BatchStep;
import dev.stitch.activities.batch.BatchWork;
import dev.stitch.activities.batch.PlatformHolds;
import dev.stitch.activities.batch.SliceEnd;
import dev.stitch.activities.batch.SliceProgress;
import dev.stitch.activities.contact.PageResult;
import dev.stitch.activities.sync.XAccounts.XAccount;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.x.XClient;
import dev.stitch.connectors.x.XIds;
import dev.stitch.connectors.x.XPage;
import dev.stitch.connectors.x.XUser;
import dev.stitch.model.BatchStepType;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepFailure;
import dev.stitch.store.Jsonb;
import dev.stitch.store.crm.PlatformIdentities;
import dev.stitch.store.crm.PlatformIdentities.Known;
import dev.stitch.store.crm.SyncPlace;
import dev.stitch.store.crm.SyncPlaceRepository;
import dev.stitch.store.crm.SyncPlaceRepository.SyncedList;
import dev.stitch.store.crm.SyncSubType;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Completes contacts by what X tells of the people whom they are there. A run that is bounded
 * leaves its place in the cursor: the next one goes on with those who follow.
 */
@Singleton
class XEnrichWork implements BatchWork {

  /** People whom somebody has noted by their names, which X changes; theirs to find by. */
  private static final String USERNAME = "@?[A-Za-z0-9_]{1,15}";

  private final XAccounts accounts;
  private final XPeople people;
  private final PlatformIdentities identities;
  private final SyncPlaceRepository places;
  private final Clock clock = Clock.systemUTC();

  XEnrichWork(
      XAccounts accounts,
      XPeople people,
      PlatformIdentities identities,
      SyncPlaceRepository places) {
    this.accounts = accounts;
    this.people = people;
    this.identities = identities;
    this.places = places;
  }

  /**
   * Where a run stands.
   *
   * @param after the last identity that was asked for; null for none
   * @param total how many there are; null before the first page
   */
  private record Position(
      @Nullable UUID after, @Nullable Integer total, SyncCount count, boolean over) {

    static Position of(JsonNode json) {
      String after = json.path("after").textValue();
      return new Position(
          after == null ? null : UUID.fromString(after),
          json.path("total").asInt(),
          SyncCount.of(json),
          json.path("over").asBoolean());
    }

    ObjectNode json() {
      return count
          .putInto(Jsonb.object())
          .put("after", after == null ? null : after.toString())
          .put("total", total)
          .put("over", over);
    }
  }

  /** What X has told of some identities. */
  private record Answered(
      List<XUser> users, Map<String, String> refused, @Nullable Instant nextAt) {

    static final Answered NOTHING = new Answered(List.of(), Map.of(), null);
  }

  @Override
  public Set<String> names() {
    return Set.of("x_enrich");
  }

  @Override
  public SliceEnd slice(BatchRun run, SliceProgress progress)
      throws PlatformException, InterruptedException {
    SyncBounds bounds = SyncBounds.of(run.config());
    List<UUID> contactIds = contactIds(run.config());
    XAccount account = accounts.of(run, progress);
    SyncedList whose = new SyncedList(account.connectionId(), account.id(), SyncSubType.X_ENRICH);
    Instant nextAt = null;
    while (true) {
      Position position = position(progress, whose, contactIds);
      int room = bounds.room(position.count(), XClient.MOST_LOOKED_UP);
      if (position.over() || room == 0) {
        return SyncResults.finished(progress);
      }
      if (nextAt != null) {
        return PlatformHolds.until(nextAt, "X takes no more requests of this kind until then.");
      }
      if (!progress.goesOn()) {
        return new SliceEnd.More();
      }
      List<Known> next = identities.next(XPeople.PLATFORM, contactIds, position.after(), room);
      Answered byId = ask(account, progress, numbers(next), false);
      Answered byName = ask(account, progress, names(next), true);
      progress.commit(
          page -> {
            Position then = written(run, position, next, byId, byName, page, contactIds);
            if (contactIds == null) {
              UUID after = then.over() ? null : then.after();
              places.put(
                  whose, new SyncPlace(after == null ? null : after.toString(), null), run.id());
            }
            return then.json();
          });
      nextAt = byName.nextAt() == null ? byId.nextAt() : byName.nextAt();
    }
  }

  private Position position(
      SliceProgress progress, SyncedList whose, @Nullable List<UUID> contactIds) {
    if (progress.position() != null) {
      return Position.of(progress.position());
    }
    String cursor = contactIds == null ? places.find(whose).cursor() : null;
    return new Position(
        cursor == null ? null : UUID.fromString(cursor), null, SyncCount.NONE, false);
  }

  private static @Nullable List<UUID> contactIds(JsonNode config) {
    JsonNode given = config.path("contactIds");
    if (!given.isArray()) {
      return null;
    }
    List<UUID> ids = new ArrayList<>();
    given.forEach(id -> ids.add(UUID.fromString(id.textValue())));
    return ids;
  }

  private static List<String> numbers(List<Known> identities) {
    return identities.stream().map(Known::platformUserId).filter(XIds::valid).distinct().toList();
  }

  private static List<String> names(List<Known> identities) {
    return identities.stream()
        .map(Known::platformUserId)
        .filter(id -> !XIds.valid(id) && id.matches(USERNAME))
        .map(XEnrichWork::name)
        .distinct()
        .toList();
  }

  private static String name(String identity) {
    return identity.replace("@", "").toLowerCase(Locale.ROOT);
  }

  private static Answered ask(
      XAccount account, SliceProgress progress, List<String> keys, boolean named)
      throws PlatformException, InterruptedException {
    if (keys.isEmpty()) {
      return Answered.NOTHING;
    }
    XPage<XUser> page = named ? account.client().usersNamed(keys) : account.client().users(keys);
    progress.paid(page.paid().usd());
    Map<String, String> refused = new HashMap<>();
    page.errors().stream()
        .filter(error -> error.about() != null)
        .forEach(error -> refused.put(error.about().toLowerCase(Locale.ROOT), error.reason()));
    return new Answered(page.items(), refused, page.nextAt());
  }

  private Position written(
      BatchRun run,
      Position position,
      List<Known> asked,
      Answered byId,
      Answered byName,
      BatchPage page,
      @Nullable List<UUID> contactIds) {
    Map<String, XUser> found = new HashMap<>();
    byId.users().forEach(user -> found.put(user.id(), user));
    byName.users().stream()
        .filter(user -> user.username() != null)
        .forEach(user -> found.put(user.username().toLowerCase(Locale.ROOT), user));
    Map<String, XUser> people = new HashMap<>();
    Map<String, Set<String>> aliases = new HashMap<>();
    for (Known identity : asked) {
      String lookedUp =
          XIds.valid(identity.platformUserId())
              ? identity.platformUserId()
              : name(identity.platformUserId());
      XUser user = found.get(lookedUp);
      if (user == null) {
        page.error(missing(identity, lookedUp, byId, byName));
      } else {
        people.put(user.id(), user);
        aliases.computeIfAbsent(user.id(), id -> new HashSet<>()).add(identity.platformUserId());
      }
    }
    PageResult result = this.people.count(people.values(), aliases, run.id(), page);
    page.add(SyncResults.PAGES, 1);
    Integer total = position.total();
    if (total == null) {
      total = begun(contactIds, page);
    }
    page.total(total);
    boolean over = asked.isEmpty();
    return new Position(
        over ? position.after() : asked.getLast().id(),
        total,
        position.count().plus(asked.size(), result.added() + result.updated()),
        over);
  }

  /** How many there are to be asked for; contacts who are nobody on X are skipped. */
  private int begun(@Nullable List<UUID> contactIds, BatchPage page) {
    PlatformIdentities.Size size = identities.size(XPeople.PLATFORM, contactIds);
    int nobody = contactIds == null ? 0 : contactIds.size() - size.contacts();
    page.skipped(nobody);
    return size.identities() + nobody;
  }

  private BatchStep missing(Known identity, String lookedUp, Answered byId, Answered byName) {
    String reason = byId.refused().getOrDefault(lookedUp, byName.refused().get(lookedUp));
    String message =
        reason != null
            ? reason
            : XIds.valid(lookedUp) || lookedUp.matches(USERNAME)
                ? "X tells nothing of " + identity.platformUserId() + "."
                : "'" + identity.platformUserId() + "' is no id and no user name of X.";
    return BatchStep.failed(
            BatchStepType.ERROR,
            new StepFailure(FailureCode.NOT_FOUND, message),
            clock.instant(),
            Duration.ZERO)
        .about(identity.contactId())
        .at(XPeople.url(XIds.valid(lookedUp) ? null : lookedUp, lookedUp));
  }
}
