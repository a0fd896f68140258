package dev.stitch.activities.campaign;

import dev.stitch.store.Database;
import dev.stitch.store.campaign.ContactChanges;
import dev.stitch.store.campaign.ContactChanges.Change;
import dev.stitch.store.campaign.ExitRepository;
import dev.stitch.store.campaign.GoalRepository;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what templates want to know about contacts that have changed: whether {@code exitWhen} holds
 * now, so that their enrollments end although they wait, and whether they have reached a goal.
 */
@Singleton
public class ChangedContacts {

  private static final Logger LOG = LoggerFactory.getLogger(ChangedContacts.class);

  /** Time between two looks; one that finds nothing reads an empty index. */
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** Contacts in one transaction. */
  private static final int PAGE = 200;

  private final Database database;
  private final ContactChanges changes;
  private final ContactQuestions questions;
  private final ExitRepository exits;
  private final GoalRepository goals;
  private final SequenceBatch batch;

  ChangedContacts(
      Database database,
      ContactChanges changes,
      ContactQuestions questions,
      ExitRepository exits,
      GoalRepository goals,
      SequenceBatch batch) {
    this.database = database;
    this.changes = changes;
    this.questions = questions;
    this.exits = exits;
    this.goals = goals;
    this.batch = batch;
  }

  /** Looks again and again until the thread is interrupted. */
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        while (askNext()) {
          // There may be more.
        }
      } catch (WorkflowServiceException | StatusRuntimeException e) {
        LOG.debug("Temporal cannot be reached; the reconciler ends what is left", e);
      } catch (RuntimeException e) {
        LOG.warn("Changed contacts could not be asked about; they are asked about again", e);
      }
      try {
        Thread.sleep(INTERVAL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Asks about the next contacts. Their enrollments end in the transaction that forgets the
   * changes; the runs of these are cancelled after it, or else by the reconciler.
   *
   * @return false when that were all
   */
  boolean askNext() {
    List<Change> taken = database.transaction(this::ask);
    Set<UUID> contacts = taken.stream().map(Change::contactId).collect(Collectors.toSet());
    if (!contacts.isEmpty()) {
      batch.cancel(exits.unwanted(contacts), () -> {});
    }
    return taken.size() == PAGE;
  }

  private List<Change> ask() {
    List<Change> taken = changes.take(PAGE);
    if (taken.isEmpty()) {
      return taken;
    }
    // What holds now has come to hold with the last change.
    Map<UUID, Instant> changed =
        taken.stream()
            .collect(
                Collectors.toMap(
                    Change::contactId,
                    Change::at,
                    (one, other) -> one.isAfter(other) ? one : other));
    ContactQuestions.Asked asked = questions.about(changed.keySet());
    goals.reached(
        goals.questions(changed.keySet()).stream()
            .filter(question -> asked.holds(question.contactId(), question.when()))
            .map(
                question ->
                    new GoalRepository.Met(
                        question.enrollmentId(), changed.get(question.contactId())))
            .toList());
    List<UUID> leaving =
        exits.questions(changed.keySet()).stream()
            .filter(question -> asked.holds(question.contactId(), question.exitWhen()))
            .map(ExitRepository.Question::enrollmentId)
            .toList();
    if (!leaving.isEmpty()) {
      exits.leave(leaving);
    }
    return taken;
  }
}
