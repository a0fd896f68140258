package dev.stitch.activities.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.step.Infrastructure;
import dev.stitch.launch.act.UnansweredException;
import dev.stitch.launch.bulk.BulkActs;
import dev.stitch.launch.bulk.BulkSettings;
import dev.stitch.launch.request.Refusal;
import dev.stitch.port.BulkActivities.Page;
import dev.stitch.port.BulkActivities.PageEnd;
import dev.stitch.port.BulkActivities.Progress;
import dev.stitch.store.bulk.BulkAct;
import dev.stitch.store.bulk.BulkItems;
import dev.stitch.store.bulk.BulkOperationRow;
import io.micronaut.core.annotation.Nullable;
import io.temporal.activity.Activity;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does an act to many. What is refused for one is written beside it and stops no other; what our
 * own parts fail at is done again, under the same ids, so that it is done once.
 */
@Singleton
class ManyActs implements BulkWork {

  private static final Logger LOG = LoggerFactory.getLogger(ManyActs.class);

  /**
   * How often one is asked that does not answer while others do: a few minutes, longer than a busy
   * journey or a worker that starts anew keeps silent.
   */
  private static final int PATIENCE = 10;

  private final BulkItems items;
  private final OneOfMany one;
  private final ContactsOfMany contacts;

  ManyActs(BulkItems items, OneOfMany one, ContactsOfMany contacts) {
    this.items = items;
    this.one = one;
    this.contacts = contacts;
  }

  @Override
  public boolean does(String kind) {
    return BulkAct.of(kind).isPresent();
  }

  @Override
  public PageEnd page(BulkOperationRow operation, Page page, Runnable heartbeat) {
    List<UUID> ids = items.pending(operation.id(), page.after(), page.size());
    if (ids.isEmpty()) {
      return new PageEnd(null, page.before());
    }
    Asked asked = Asked.of(operation);
    switch (asked.settings()) {
      case BulkSettings.Archive archive -> contacts.archive(operation.id(), ids);
      case BulkSettings.Tag tag -> contacts.tag(operation.id(), ids, tag);
      case BulkSettings each -> toEach(asked, ids, heartbeat);
    }
    UUID last = ids.getLast();
    // Counted, not added up: when the page is done again, those that were settled are not in it.
    BulkItems.Counts counts = items.counts(operation.id(), page.after(), last);
    return new PageEnd(
        last,
        new Progress(
            page.before().succeeded() + counts.done(), page.before().failed() + counts.refused()));
  }

  private void toEach(Asked asked, List<UUID> ids, Runnable heartbeat) {
    Queue<RuntimeException> open = new ConcurrentLinkedQueue<>();
    boolean last = Activity.getExecutionContext().getInfo().getAttempt() >= PATIENCE;
    SideBySide.countRefused(
        ids,
        id -> {
          try {
            one.act(asked, id);
          } catch (Refusal refused) {
            items.refused(asked.operationId(), id, refused.getMessage());
          } catch (RuntimeException failed) {
            if (!last || Infrastructure.failed(failed)) {
              open.add(failed);
            } else {
              giveUp(asked, id, failed);
            }
          }
          return true;
        },
        heartbeat);
    if (!open.isEmpty()) {
      throw open.peek();
    }
  }

  private void giveUp(Asked asked, UUID id, RuntimeException failed) {
    LOG.warn("{} of {} failed for good", asked.act().rowKind(), id, failed);
    items.refused(
        asked.operationId(),
        id,
        failed instanceof UnansweredException
            ? "No worker has answered. Whether the act was done is not known."
            : "It failed inside Stitch; the worker's log says why.");
  }

  @Override
  public void cancelled(BulkOperationRow operation, @Nullable UUID after) {
    // What was not acted on yet is cancelled with the operation's own row.
  }

  /**
   * What an operation was asked for.
   *
   * @param actor who wants it
   */
  record Asked(
      UUID operationId, BulkAct act, BulkSettings settings, String actor, JsonNode request) {

    static Asked of(BulkOperationRow operation) {
      BulkAct act = BulkAct.of(operation.kind()).orElseThrow();
      return new Asked(
          operation.id(),
          act,
          BulkSettings.read(act.kind(), operation.request().path(BulkActs.SETTINGS)),
          operation.request().path(BulkActs.ACTOR).textValue(),
          operation.request());
    }

    /** The id of the act on one: sent again, it is the same act. */
    String actId(UUID id) {
      return operationId + "/" + id;
    }
  }
}
