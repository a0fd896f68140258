package dev.stitch.activities.email;

import dev.stitch.store.sending.SendLimitRepository.Applied;
import dev.stitch.store.sending.SendRate;
import dev.stitch.store.sending.SendRequest;
import dev.stitch.store.sending.SendSlots;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Slots and limits of mailboxes in memory, on a clock that is set. {@code SlotsAgreeTest} holds it
 * against the table.
 */
final class MemorySlots implements SendSlots {

  private final Map<String, Row> rows = new HashMap<>();
  private final Map<String, Limit> limits = new HashMap<>();
  private Instant now;

  MemorySlots(Instant now) {
    this.now = now;
  }

  private record Row(SendRequest mail, Slot slot) {}

  private record Limit(SendRate rate, int rampDays, LocalDate rampDay) {}

  void now(Instant now) {
    this.now = now;
  }

  // ---- limits ----

  void limit(String mailbox, SendRate rate) {
    Limit before = limits.get(mailbox);
    boolean ramped = before != null && before.rate().rampUp() != null;
    limits.put(
        mailbox, new Limit(rate, ramped ? before.rampDays() : 0, ramped ? before.rampDay() : null));
  }

  void lift(String mailbox) {
    limits.remove(mailbox);
  }

  /** What left without any limit counts from the moment at which one is set. */
  void left(SendRequest mail, Instant at) {
    rows.putIfAbsent(mail.key(), new Row(mail, new Slot(at, true, at)));
  }

  List<Applied> applying(String mailbox) {
    return Stream.of(mailbox, "all")
        .filter(limits::containsKey)
        .map(key -> applied(key, limits.get(key)))
        .toList();
  }

  private Applied applied(String mailbox, Limit limit) {
    boolean dayIsOver = limit.rampDay() != null && limit.rampDay().isBefore(today());
    return new Applied(mailbox, limit.rate(), limit.rampDays() + (dayIsOver ? 1 : 0));
  }

  @Override
  public void countSendingDay(String mailbox) {
    for (String key : List.of(mailbox, "all")) {
      limits.computeIfPresent(
          key,
          (same, limit) ->
              limit.rate().rampUp() == null || today().equals(limit.rampDay())
                  ? limit
                  : new Limit(
                      limit.rate(), limit.rampDays() + (limit.rampDay() == null ? 0 : 1), today()));
    }
  }

  private LocalDate today() {
    return now.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  // ---- slots ----

  @Override
  public Optional<Slot> find(String key) {
    return Optional.ofNullable(rows.get(key)).map(Row::slot);
  }

  @Override
  public void put(SendRequest mail, Instant at, boolean released) {
    Instant askedAt = find(mail.key()).map(Slot::askedAt).orElse(now);
    rows.put(mail.key(), new Row(mail, new Slot(at, released, askedAt)));
  }

  void forget(Predicate<SendRequest> which) {
    rows.values().removeIf(row -> !row.slot().released() && which.test(row.mail()));
  }

  /** As the table is pruned. */
  void forgetBefore(Instant moment) {
    rows.values().removeIf(row -> row.slot().at().isBefore(moment));
  }

  long waiting() {
    return rows.values().stream().filter(row -> !row.slot().released()).count();
  }

  long since(String mailbox, Instant moment) {
    return rows.values().stream()
        .filter(row -> row.mail().mailbox().equals(mailbox) && row.slot().at().isAfter(moment))
        .count();
  }

  @Override
  public boolean othersWaitBy(String key, Instant moment) {
    return rows.values().stream()
        .anyMatch(
            row ->
                !row.mail().key().equals(key)
                    && !row.slot().released()
                    && !row.slot().at().isAfter(moment)
                    && row.slot().at().isAfter(moment.minus(Duration.ofDays(1))));
  }

  @Override
  public Optional<Instant> fullStretch(Counted others, int mails, Duration length, Instant at) {
    Instant until = at.plus(length);
    List<Instant> times = new ArrayList<>();
    between(others, at.minus(length), until).forEach(sent -> times.add(sent.at()));
    for (int i = 0; i + mails <= times.size(); i++) {
      Instant ends = times.get(i + mails - 1);
      if (ends.isBefore(until) && ends.isBefore(times.get(i).plus(length))) {
        return Optional.of(times.get(i));
      }
    }
    return Optional.empty();
  }

  @Override
  public List<Sent> neighbours(Counted others, Duration longest, Instant at) {
    List<Sent> neighbours = new ArrayList<>();
    counted(others)
        .filter(it -> it.at().isAfter(at.minus(longest)) && !it.at().isAfter(at))
        .max(Comparator.comparing(Sent::at))
        .ifPresent(neighbours::add);
    between(others, at, at.plus(longest)).findFirst().ifPresent(neighbours::add);
    return neighbours;
  }

  @Override
  public Optional<Sent> last(Counted others, int mails, Instant since) {
    return counted(others)
        .filter(it -> it.at().isAfter(since))
        .sorted(Comparator.comparing(Sent::at).reversed())
        .skip(mails - 1L)
        .findFirst();
  }

  /** In the order of their time, both ends left out. */
  private Stream<Sent> between(Counted others, Instant since, Instant until) {
    return counted(others)
        .filter(it -> it.at().isAfter(since) && it.at().isBefore(until))
        .sorted(Comparator.comparing(Sent::at));
  }

  private Stream<Sent> counted(Counted others) {
    SendRequest mail = others.mail();
    return rows.values().stream()
        .filter(row -> !row.mail().key().equals(mail.key()))
        .filter(row -> row.slot().released() || goesBefore(row, others))
        .filter(row -> inScope(row.mail(), others))
        .map(row -> new Sent(row.mail().key(), row.slot().at()));
  }

  private static boolean goesBefore(Row row, Counted others) {
    SendRequest mail = others.mail();
    boolean sameKind = row.mail().followUp() == mail.followUp();
    return row.slot().at().isAfter(others.now())
        && ((row.mail().followUp() && !mail.followUp())
            || (sameKind && row.slot().at().isBefore(others.before())));
  }

  private static boolean inScope(SendRequest other, Counted others) {
    SendRequest mail = others.mail();
    return switch (others.scope()) {
      case ALL -> true;
      case MAILBOX -> other.mailbox().equals(mail.mailbox());
      case DOMAIN -> other.domain().equals(mail.domain());
      case DOMAIN_OF_MAILBOX ->
          other.mailbox().equals(mail.mailbox()) && other.domain().equals(mail.domain());
      case PERSON -> other.recipient().equals(mail.recipient()) && !other.transactional();
    };
  }
}
