package dev.stitch.store.task;

import dev.stitch.store.RowRepository;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** Table {@code human_tasks}, row by row; the projection writes it. */
@RowRepository
public interface TaskRepository extends GenericRepository<TaskRow, UUID> {

  @Query("SELECT " + TaskRow.COLUMNS + " FROM human_tasks WHERE id = :id")
  Optional<TaskRow> find(UUID id);
}
