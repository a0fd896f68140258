package dev.stitch.activities.campaign;

import dev.stitch.store.campaign.GoalRepository;
import dev.stitch.store.campaign.GoalRepository.Met;
import dev.stitch.store.campaign.GoalRepository.Question;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Walks over all goals that are open and asks whether they are reached, a page at a time: for what
 * no change of a contact tells, such as the passing of time or a goal that was changed.
 */
@Singleton
class OpenGoals {

  /** Enrollments a pass: a few milliseconds of evaluation. */
  private static final int PAGE = 500;

  /** From the end of one walk to the beginning of the next. */
  private static final Duration REST = Duration.ofMinutes(15);

  private final ContactQuestions questions;
  private final GoalRepository goals;
  private final Clock clock = Clock.systemUTC();

  private @Nullable Question position;
  private Instant resting = Instant.EPOCH;

  OpenGoals(ContactQuestions questions, GoalRepository goals) {
    this.questions = questions;
    this.goals = goals;
  }

  /** Asks about the next page, unless the walk rests. */
  void askNext() {
    Instant now = clock.instant();
    if (now.isBefore(resting)) {
      return;
    }
    List<Question> page = goals.questions(position, PAGE);
    ContactQuestions.Asked asked =
        questions.about(page.stream().map(Question::contactId).collect(Collectors.toSet()));
    goals.reached(
        page.stream()
            .filter(question -> asked.holds(question.contactId(), question.when()))
            .map(question -> new Met(question.enrollmentId(), now))
            .toList());
    if (page.size() < PAGE) {
      position = null;
      resting = now.plus(REST);
    } else {
      position = page.getLast();
    }
  }
}
