package dev.stitch.store.task;

import dev.stitch.store.Database;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import jakarta.inject.Singleton;
import java.util.Map;

/** Human tasks in pages. */
@Singleton
public class TaskListing {

  private static final Listing<TaskRow> TASKS =
      new Listing<>(
          TaskRow.COLUMNS,
          "human_tasks",
          Map.of(
              "createdAt", "created_at",
              "dueAt", "due_at",
              "decidedAt", "decided_at",
              "title", "title",
              "state", "state"),
          "-createdAt",
          "id",
          row -> row.as(TaskRow.class));

  private final Database database;

  TaskListing(Database database) {
    this.database = database;
  }

  public Page<TaskRow> page(TaskQuery query, PageRequest request) {
    return TASKS.page(database, query.conditions(request.text()), request);
  }
}
