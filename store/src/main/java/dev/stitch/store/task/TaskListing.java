package dev.stitch.store.task;

import dev.stitch.store.Database;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/** Human tasks in pages. */
@Singleton
public class TaskListing {

  private static final Listing<TaskRow> TASKS =
      new Listing<>(
          TaskRow.COLUMNS_OF_MANY,
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
  private final AskingSteps steps;

  TaskListing(Database database, AskingSteps steps) {
    this.database = database;
    this.steps = steps;
  }

  public Page<TaskRow> page(TaskQuery query, PageRequest request) {
    Page<TaskRow> page = TASKS.page(database, query.conditions(request.text()), request);
    Map<UUID, String> names = steps.names(page.data().stream().map(TaskRow::id).toList());
    return page.map(task -> task.askedBy(names.get(task.id())));
  }
}
