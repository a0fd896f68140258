package dev.stitch.activities.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.batch.BatchPage;
import dev.stitch.activities.batch.BatchRun;
import dev.stitch.activities.batch.PlatformHolds;
import dev.stitch.activities.batch.SliceEnd;
import dev.stitch.activities.batch.SliceProgress;
import dev.stitch.activities.sync.XAccounts.XAccount;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure.Rejected;
import dev.stitch.connectors.x.XPage;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepFailure;
import dev.stitch.store.crm.SyncPlace;
import dev.stitch.store.crm.SyncPlaceRepository;
import dev.stitch.store.crm.SyncPlaceRepository.SyncedList;
import dev.stitch.store.crm.SyncSubType;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;

/**
 * Walks through a list of X, page by page. Where it stands is kept with what each page brings, for
 * this run and, in the cursor, for the next one.
 */
@Singleton
class XWalker {

  /** A list whose pages keep expiring cannot be read to its end. */
  private static final int RESTARTS = 3;

  private final XAccounts accounts;
  private final SyncPlaceRepository places;

  XWalker(XAccounts accounts, SyncPlaceRepository places) {
    this.accounts = accounts;
    this.places = places;
  }

  /**
   * A list of X, and what becomes of its items.
   *
   * @param <T> what it lists
   */
  interface XList<T> {

    /** A walk that begins, after those that left this cursor. */
    Walk fresh(@Nullable String cursor);

    /**
     * Reads a page.
     *
     * @param room how many items may be read; at least 1
     */
    XPage<T> read(XAccount account, Walk walk, int room)
        throws PlatformException, InterruptedException;

    /** How many items a page has at most. */
    int pageSize();

    /**
     * Writes a page, in the transaction that moves the run on.
     *
     * @return how many contacts it has added or changed, and whether the walk is over by it
     */
    Written write(BatchRun run, XAccount account, Walk walk, XPage<T> page, BatchPage into);

    /** The newest item that a walk has met, after this page. */
    @Nullable
    String newest(Walk walk, XPage<T> page);

    /** What is kept of a walk that has come to its end. */
    @Nullable
    String cursor(WalkPosition position, @Nullable String newest);
  }

  /**
   * What a page came to.
   *
   * @param changed contacts that it has added or changed
   * @param over whether everything that follows is known already
   */
  record Written(int changed, boolean over) {}

  <T> SliceEnd slice(BatchRun run, SliceProgress progress, XList<T> list)
      throws PlatformException, InterruptedException {
    SyncBounds bounds = SyncBounds.of(run.config());
    XAccount account = accounts.of(run, progress);
    SyncedList whose =
        new SyncedList(
            account.connectionId(),
            account.id(),
            SyncSubType.valueOf(run.work().toUpperCase(Locale.ROOT)));
    Instant nextAt = null;
    while (true) {
      WalkPosition position = position(progress, whose, list);
      int room = bounds.room(position.count(), list.pageSize());
      if (position.walk() == null || room == 0) {
        return SyncResults.finished(progress);
      }
      if (nextAt != null) {
        return PlatformHolds.until(nextAt, "X takes no more requests of this kind until then.");
      }
      if (!progress.goesOn()) {
        return new SliceEnd.More();
      }
      XPage<T> page;
      try {
        page = list.read(account, position.walk(), room);
      } catch (PlatformException e) {
        if (!isExpired(e) || position.walk().token() == null) {
          throw e;
        }
        keep(run, progress, whose, position.again());
        if (position.restarts() == RESTARTS) {
          return new SliceEnd.Failed(
              new StepFailure(
                  FailureCode.UNUSABLE_ANSWER,
                  "X did not let its list be read to the end, however often it was begun again: "
                      + e.getMessage()));
        }
        continue;
      }
      progress.paid(page.paid().usd());
      if (page.nextToken() != null && page.nextToken().equals(position.walk().token())) {
        // The next run begins at the first page, and is not caught by the same one.
        keep(run, progress, whose, position.again());
        return new SliceEnd.Failed(
            new StepFailure(
                FailureCode.UNUSABLE_ANSWER,
                "X answers the same page of its list again and again."));
      }
      progress.commit(into -> written(run, account, whose, position, list, page, into));
      nextAt = page.nextAt();
    }
  }

  private <T> WalkPosition position(SliceProgress progress, SyncedList whose, XList<T> list) {
    if (progress.position() != null) {
      WalkPosition stored = WalkPosition.of(progress.position());
      if (stored.accountId().equals(whose.accountId())) {
        return stored;
      }
    }
    // The run begins, or the connection was connected as another account meanwhile.
    SyncPlace place = places.find(whose);
    return WalkPosition.begin(whose.accountId(), place, list.fresh(place.cursor()));
  }

  private <T> JsonNode written(
      BatchRun run,
      XAccount account,
      SyncedList whose,
      WalkPosition position,
      XList<T> list,
      XPage<T> page,
      BatchPage into) {
    Walk walk = position.open();
    Written written = list.write(run, account, walk, page, into);
    page.errors().forEach(error -> into.error(told(error), null));
    into.add(SyncResults.PAGES, 1);
    String newest = list.newest(walk, page);
    SyncCount count = position.count().plus(page.items().size(), written.changed());
    WalkPosition next;
    if (page.nextToken() == null || written.over()) {
      String cursor = list.cursor(position, newest);
      next = position.ended(cursor, count, list.fresh(cursor));
    } else {
      next = position.on(walk.on(newest, page.nextToken()), count);
    }
    places.put(whose, next.place(), run.id());
    return next.json();
  }

  private void keep(BatchRun run, SliceProgress progress, SyncedList whose, WalkPosition next) {
    progress.commit(next.json(), into -> places.put(whose, next.place(), run.id()));
  }

  private static String told(XPage.ItemError error) {
    return error.about() == null ? error.reason() : error.about() + ": " + error.reason();
  }

  private static boolean isExpired(PlatformException e) {
    return e.failure() instanceof Rejected rejected
        && rejected.kind() == Rejected.Kind.EXPIRED_CURSOR;
  }
}
