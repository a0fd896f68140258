package dev.stitch.activities.sync;

import dev.stitch.activities.batch.BatchPage;
import dev.stitch.activities.batch.BatchRun;
import dev.stitch.activities.batch.BatchWork;
import dev.stitch.activities.batch.SliceEnd;
import dev.stitch.activities.batch.SliceProgress;
import dev.stitch.activities.contact.PageResult;
import dev.stitch.activities.sync.XAccounts.XAccount;
import dev.stitch.activities.sync.XWalker.Written;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.x.XClient;
import dev.stitch.connectors.x.XPage;
import dev.stitch.connectors.x.XUser;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads who follows an account of X. The list has no times: a walk ends at the first page of which
 * everybody is known. A week after the last one that read the whole list, one does so again, which
 * finds who has changed since.
 */
@Singleton
class XContactsWork implements BatchWork, XWalker.XList<XUser> {

  private static final Duration WHOLE_LIST_AFTER = Duration.ofDays(7);

  private final XWalker walker;
  private final XPeople people;
  private final Clock clock = Clock.systemUTC();

  XContactsWork(XWalker walker, XPeople people) {
    this.walker = walker;
    this.people = people;
  }

  @Override
  public Set<String> names() {
    return Set.of("x_contacts");
  }

  @Override
  public SliceEnd slice(BatchRun run, SliceProgress progress)
      throws PlatformException, InterruptedException {
    return walker.slice(run, progress, this);
  }

  /** {@code newest} is when a walk began that reads the whole list; null for one that does not. */
  @Override
  public Walk fresh(@Nullable String cursor) {
    Instant now = clock.instant();
    boolean whole = cursor == null || Instant.parse(cursor).plus(WHOLE_LIST_AFTER).isBefore(now);
    return new Walk(cursor, whole ? now.toString() : null, null);
  }

  @Override
  public XPage<XUser> read(XAccount account, Walk walk, int room)
      throws PlatformException, InterruptedException {
    return account.client().followers(account.id(), walk.token(), room);
  }

  @Override
  public int pageSize() {
    return XClient.MOST_PEOPLE;
  }

  @Override
  public Written write(
      BatchRun run, XAccount account, Walk walk, XPage<XUser> page, BatchPage into) {
    Map<String, XUser> once = new LinkedHashMap<>();
    page.items().forEach(user -> once.put(user.id(), user));
    PageResult result = people.count(once.values(), Map.of(), run.id(), into);
    boolean allKnown = !once.isEmpty() && result.added() == 0 && result.errors() == 0;
    return new Written(result.added() + result.updated(), walk.newest() == null && allKnown);
  }

  @Override
  public @Nullable String newest(Walk walk, XPage<XUser> page) {
    return walk.newest();
  }

  @Override
  public @Nullable String cursor(WalkPosition position, @Nullable String wholeSince) {
    return wholeSince == null ? position.cursor() : wholeSince;
  }
}
