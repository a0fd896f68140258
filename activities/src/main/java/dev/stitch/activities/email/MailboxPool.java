package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StableFraction;
import dev.stitch.step.StepContext;
import dev.stitch.store.sending.AssignmentRepository;
import dev.stitch.store.sending.MailboxPauseRepository;
import dev.stitch.store.sending.SendLimitRepository;
import dev.stitch.store.sending.SendRate;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Chooses among the mailboxes of a step: one stays with a person for a template or flow. */
@Singleton
class MailboxPool {

  private final Mailboxes mailboxes;
  private final AssignmentRepository assignments;
  private final SendLimitRepository limits;
  private final MailboxPauseRepository pauses;

  MailboxPool(
      Mailboxes mailboxes,
      AssignmentRepository assignments,
      SendLimitRepository limits,
      MailboxPauseRepository pauses) {
    this.mailboxes = mailboxes;
    this.assignments = assignments;
    this.limits = limits;
    this.pauses = pauses;
  }

  /**
   * The mailbox of a step: the one that its person has, if that is still in the pool; else the one
   * with most room that is not paused. A step without a pool has the usual one.
   *
   * @throws StepException {@code NOT_FOUND} when there is none of them
   */
  Mailbox of(StepContext context) throws StepException, InterruptedException {
    JsonNode names = context.config().path("mailboxes");
    if (names.isEmpty()) {
      return mailboxes.of(context);
    }
    List<Mailbox> pool = existing(context, names);
    UUID thread = assignments.thread(context.runId());
    String person = MailPerson.of(context);
    Optional<String> kept = assignments.mailbox(thread, person);
    Optional<Mailbox> still = kept.flatMap(key -> withKey(pool, key));
    return still.isPresent() ? still.get() : assigned(thread, person, pool, kept.orElse(null));
  }

  private Mailbox assigned(
      UUID thread, String person, List<Mailbox> pool, @Nullable String instead) {
    Mailbox roomiest = roomiest(pool, person);
    String key = assignments.assignMailbox(thread, person, roomiest.key(), instead);
    return withKey(pool, key).orElse(roomiest);
  }

  private List<Mailbox> existing(StepContext context, JsonNode names)
      throws StepException, InterruptedException {
    List<Mailbox> pool = new ArrayList<>();
    StepException missing = null;
    for (JsonNode name : names) {
      try {
        pool.add(mailboxes.named(context, name.asText()));
      } catch (StepException e) {
        if (e.code() != FailureCode.NOT_FOUND) {
          throw e;
        }
        missing = e;
      }
    }
    if (pool.isEmpty() && missing != null) {
      throw missing;
    }
    return pool;
  }

  private Mailbox roomiest(List<Mailbox> pool, String person) {
    Map<String, Long> used = assignments.used(pool.stream().map(Mailbox::key).toList());
    Offer offer =
        choose(
            pool.stream()
                .map(
                    mailbox ->
                        new Offer(
                            mailbox.key(),
                            pauses.reason(mailbox.key()).isPresent(),
                            perDay(mailbox.key(), limits.applying(mailbox.key()))
                                - used.getOrDefault(mailbox.key(), 0L)))
                .toList(),
            person);
    return withKey(pool, offer.mailbox()).orElseThrow();
  }

  /**
   * A mailbox of a pool.
   *
   * @param room mails that its limit leaves it in a day
   */
  record Offer(String mailbox, boolean paused, long room) {}

  /** Where all are paused, one of those, whose mail then waits. */
  static Offer choose(List<Offer> pool, String person) {
    List<Offer> open = pool.stream().filter(offer -> !offer.paused()).toList();
    return (open.isEmpty() ? pool : open)
        .stream()
            .max(
                Comparator.comparingLong(Offer::room)
                    // Of equals not always the first, or people at once would all get it.
                    .thenComparingDouble(
                        offer -> StableFraction.of(person + "/" + offer.mailbox())))
            .orElseThrow();
  }

  /** Mails that its own limit, among those that apply to it, lets leave it in a day. */
  static long perDay(String mailbox, List<SendLimitRepository.Applied> limits) {
    return limits.stream()
        .filter(limit -> limit.mailbox().equals(mailbox))
        .mapToLong(MailboxPool::perDay)
        .findFirst()
        .orElse(SendRate.MOST);
  }

  private static long perDay(SendLimitRepository.Applied limit) {
    SendRate rate = limit.rate();
    return Stream.of(
            rate.perDay(),
            rate.perHour() == null ? null : 24 * rate.perHour(),
            rate.rampUp() == null ? null : LimitGates.perDay(rate.rampUp(), limit.sendingDays()))
        .filter(most -> most != null)
        .mapToLong(Integer::longValue)
        .min()
        .orElse(SendRate.MOST);
  }

  private static Optional<Mailbox> withKey(List<Mailbox> pool, String key) {
    return pool.stream().filter(mailbox -> mailbox.key().equals(key)).findFirst();
  }
}
