package dev.stitch.api.task;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.task.TaskListing;
import dev.stitch.store.task.TaskQuery;
import dev.stitch.store.task.TaskRepository;
import dev.stitch.store.task.TaskRow;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Reads human tasks. */
@Singleton
public class Tasks {

  private final TaskListing listing;
  private final TaskRepository repository;

  Tasks(TaskListing listing, TaskRepository repository) {
    this.listing = listing;
    this.repository = repository;
  }

  TaskRow get(UUID id) {
    return repository.find(id).orElseThrow(() -> ApiProblem.notFound("task", id));
  }

  Page<TaskRow> list(TaskQuery query, PageRequest request) {
    return listing.page(query, request);
  }
}
