package dev.stitch.activities.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.email.CampaignCast.Enrollment;
import dev.stitch.activities.email.CampaignCast.Person;
import dev.stitch.activities.email.CampaignCast.Template;
import dev.stitch.activities.email.RandomCampaign.Feature;
import dev.stitch.campaign.MailDomain;
import dev.stitch.campaign.TemplateCheck;
import dev.stitch.campaign.TemplateDefinition;
import dev.stitch.evaluation.PathEvaluation;
import dev.stitch.machine.OpenTask;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PathMachine;
import dev.stitch.machine.PathWork;
import dev.stitch.machine.PauseOwner;
import dev.stitch.machine.ResumeMode;
import dev.stitch.machine.TimerMode;
import dev.stitch.machine.WaitingOn;
import dev.stitch.model.GateReason;
import dev.stitch.model.StepException;
import dev.stitch.plan.PathPlan;
import dev.stitch.simulation.SimulatedPath;
import dev.stitch.step.StepOutcome;
import dev.stitch.store.Jsonb;
import dev.stitch.store.mail.SuppressionReason;
import dev.stitch.store.sending.ContactHoldRepository.Hold;
import dev.stitch.store.sending.ContactLimits;
import dev.stitch.store.sending.HoldReason;
import dev.stitch.store.sending.SendAdmission;
import dev.stitch.store.sending.SendLimitRepository.Applied;
import dev.stitch.store.sending.SendPlanner;
import dev.stitch.store.sending.SendRate;
import dev.stitch.store.sending.SendRequest;
import dev.stitch.store.sending.SendSlot;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two templates, the contacts that are enrolled in them, and all that happens to them in a year or
 * more of virtual time. The graphs, the machine, the gates, the admission and the permission are
 * the product's; rows are in memory, where the product has tables.
 */
final class CampaignYear {

  /** Nothing more happens from outside after so long; what can go on has then time to. */
  private static final Duration EVENTFUL = Duration.ofDays(300);

  /** A weekly hour and one mail a day take long for everybody; nothing takes longer. */
  private static final Duration PATIENCE = Duration.ofDays(5 * 365);

  private final RandomCampaign draw;
  private final Random random;
  private final Instant start;
  private final MemorySlots slots;
  private final SendLaws laws = new SendLaws();
  private final List<Person> people = new ArrayList<>();
  private final List<Template> templates = new ArrayList<>();
  private final List<Enrollment> enrollments = new ArrayList<>();
  private final Map<String, SendRate> rates = new HashMap<>();
  private final Set<String> pausedMailboxes = new HashSet<>();
  private final Map<String, Boolean> excluded = new HashMap<>();
  private final Map<GateReason, Integer> held = new EnumMap<>(GateReason.class);
  private final PriorityQueue<Due> agenda =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::number));
  private ContactLimits limitsOfPeople;
  private Instant now;
  private int numbers;
  private LocalDate pruned = LocalDate.MIN;

  private record Due(Instant at, int number, Runnable what) {}

  CampaignYear(long seed, Set<Feature> features, int contacts) {
    random = new Random(seed);
    start =
        LocalDate.of(2015 + random.nextInt(15), 1 + random.nextInt(12), 1)
            .atStartOfDay()
            .toInstant(ZoneOffset.UTC);
    now = start;
    draw = new RandomCampaign(seed, features, start.atOffset(ZoneOffset.UTC).getYear());
    slots = new MemorySlots(start);
    limitsOfPeople = draw.people();
    List<String> mailboxes = new ArrayList<>(RandomCampaign.MAILBOXES);
    mailboxes.add("all");
    mailboxes.forEach(this::setLimit);
    for (int i = 0; i < 2; i++) {
      TemplateDefinition definition = draw.template(random);
      assertThat(TemplateCheck.of(definition).errors()).as("%s", definition).isEmpty();
      templates.add(new Template(definition));
    }
    for (int i = 0; i < contacts; i++) {
      people.add(person(new UUID(seed, 100 + i), i));
    }
    enrol(seed);
    happen();
  }

  private Person person(UUID id, int number) {
    String domain = List.of("acme.example", "globex.example", "gmail.com").get(random.nextInt(3));
    String email = "p" + number + "@" + domain;
    String zone = RandomCampaign.ZONES.get((number + random.nextInt(10)) % 10);
    ObjectNode fields = Jsonb.object().put("id", id.toString()).put("name", "P" + number);
    fields.put("email", email).put("company", random.nextBoolean() ? "Acme" : "Globex");
    boolean unknown = random.nextInt(6) == 0;
    fields.put("timezone", unknown ? "Mars/Olympus" : zone);
    return new Person(id, email, unknown ? null : ZoneId.of(zone), fields);
  }

  private void enrol(long seed) {
    for (Template template : templates) {
      for (Person person : people) {
        UUID runId = new UUID(seed, 1_000 + enrollments.size());
        Enrollment enrollment = new Enrollment(runId, template, person);
        enrollments.add(enrollment);
        in(Duration.ofHours(random.nextInt(24 * 40)), () -> begin(enrollment));
      }
    }
  }

  private void begin(Enrollment enrollment) {
    if (enrollment.template.paused) {
      in(Duration.ofHours(6), () -> begin(enrollment));
    } else if (enrollment.ended == null) {
      enrollment.begun = true;
      enrollment.path.apply(new PathInput.Begun(now, null, false, List.of()));
    }
  }

  // ---- what happens from outside ----

  private void happen() {
    some(Feature.LIMIT_CHANGES, 5, this::changeLimits);
    some(Feature.MAILBOX_PAUSES, 4, this::pauseMailbox);
    some(Feature.REPLIES, 6, of -> enrolledAndWritten(of).ifPresent(this::reply));
    some(Feature.ABSENCES, 6, this::absence);
    some(Feature.BOUNCES, 2, of -> any(of).suppressed = SuppressionReason.BOUNCED);
    some(Feature.UNSUBSCRIBES, 4, this::unsubscribe);
    some(Feature.REMOVALS, 4, of -> end(enrolled(of), "removed"));
    some(Feature.EXITS, 3, of -> any(of).fields.put("company", "Left"));
    some(Feature.PAUSES, 6, this::pauseOne);
    some(Feature.TEMPLATE_PAUSES, 3, this::pauseTemplate);
  }

  private void some(Feature feature, int most, Consumer<Random> what) {
    Random source = draw.of(feature);
    for (int i = draw.has(feature) ? source.nextInt(most + 1) : 0; i > 0; i--) {
      long minutes = (long) (source.nextDouble() * EVENTFUL.toMinutes() * source.nextDouble());
      in(Duration.ofMinutes(minutes), () -> what.accept(source));
    }
  }

  private void in(Duration time, Runnable what) {
    agenda.add(new Due(now.plus(time), numbers++, what));
  }

  private Person any(Random source) {
    return people.get(source.nextInt(people.size()));
  }

  private Enrollment enrolled(Random source) {
    return enrollments.get(source.nextInt(enrollments.size()));
  }

  private Optional<Enrollment> enrolledAndWritten(Random source) {
    List<Enrollment> written = enrollments.stream().filter(it -> !it.sent.isEmpty()).toList();
    return written.isEmpty()
        ? Optional.empty()
        : Optional.of(written.get(source.nextInt(written.size())));
  }

  private void changeLimits(Random source) {
    int which = source.nextInt(RandomCampaign.MAILBOXES.size() + 2);
    if (which > RandomCampaign.MAILBOXES.size()) {
      limitsOfPeople = draw.people();
      countWhatLeft(Duration.ofDays(32));
    } else {
      setLimit(
          which == RandomCampaign.MAILBOXES.size() ? "all" : RandomCampaign.MAILBOXES.get(which));
    }
  }

  private void setLimit(String mailbox) {
    SendRate rate = draw.rate();
    laws.ramp(mailbox, rate);
    if (rate == null) {
      rates.remove(mailbox);
      slots.lift(mailbox);
    } else {
      countWhatLeft(Duration.ofDays(1));
      rates.put(mailbox, rate);
      slots.limit(mailbox, rate);
    }
  }

  private void countWhatLeft(Duration time) {
    laws.left().stream()
        .filter(mail -> mail.at().isAfter(now.minus(time)))
        .forEach(mail -> slots.left(mail.mail(), mail.at()));
  }

  private void pauseMailbox(Random source) {
    String mailbox = RandomCampaign.MAILBOXES.get(source.nextInt(3));
    if (pausedMailboxes.add(mailbox)) {
      in(hours(source, 24 * 20), () -> pausedMailboxes.remove(mailbox));
    }
  }

  /** As the table of enrollments is changed in one statement when an answer comes. */
  private void reply(Enrollment answered) {
    JsonNode config = answered.template.definition.config();
    String stop = config.path("stopOnReply").asText("true");
    for (Enrollment other : enrollments) {
      boolean same = other.template == answered.template;
      if (other.person == answered.person
          && (stop.equals("all") || (stop.equals("true") && same))) {
        end(other, "replied");
      }
    }
    Optional<String> company = MailDomain.ofCompany(answered.person.email);
    String colleagues = config.path("sameCompany").asText();
    for (Enrollment other : enrollments) {
      if (other.template == answered.template
          && other.person != answered.person
          && other.ended == null
          && company.isPresent()
          && company.equals(MailDomain.ofCompany(other.person.email))) {
        switch (colleagues) {
          case "stop" -> end(other, "same company");
          case "delay" -> hold(other.person, HoldReason.SAME_COMPANY, Duration.ofDays(7));
          default -> {}
        }
      }
    }
  }

  private void absence(Random source) {
    hold(any(source), HoldReason.OUT_OF_OFFICE, hours(source, 24 * 30));
  }

  private void hold(Person person, HoldReason reason, Duration time) {
    Instant until = now.plus(time);
    if (person.hold == null || person.hold.until().isBefore(until)) {
      person.hold = new Hold(reason, until);
    }
  }

  private void unsubscribe(Random source) {
    Person person = any(source);
    switch (source.nextInt(3)) {
      case 0 -> person.unsubscribed = true;
      case 1 -> person.archived = true;
      default -> person.leftTopic = true;
    }
  }

  /** Its row first; the run hears of it later. */
  private void end(Enrollment enrollment, String why) {
    if (enrollment.ended == null && !enrollment.path.over()) {
      enrollment.ended = why;
      in(
          Duration.ofSeconds(10 + random.nextInt(20_000)),
          () -> enrollment.path.apply(new PathInput.CancelRequested(now)));
    }
  }

  private void pauseOne(Random source) {
    Enrollment enrollment = enrolled(source);
    TimerMode timers = source.nextBoolean() ? TimerMode.FREEZE : TimerMode.ELAPSE;
    List<ResumeMode> modes = List.of(ResumeMode.values());
    ResumeMode resume = modes.get(source.nextInt(modes.size()));
    enrollment.path.apply(new PathInput.Paused(now, PauseOwner.RUN, timers));
    if (source.nextInt(12) == 0) {
      enrollment.pausedForGood = true;
    } else {
      in(
          hours(source, 24 * 20),
          () -> enrollment.path.apply(new PathInput.Resumed(now, PauseOwner.RUN, resume)));
    }
  }

  /** The status counts at once; each run is told later, as the bulk operation gets to it. */
  private void pauseTemplate(Random source) {
    Template template = templates.get(source.nextInt(templates.size()));
    if (template.paused) {
      return;
    }
    template.paused = true;
    tell(template, source, () -> template.paused, PauseOwner.TEMPLATE, true);
    in(
        hours(source, 24 * 20).plusHours(11),
        () -> {
          template.paused = false;
          tell(template, source, () -> !template.paused, PauseOwner.TEMPLATE, false);
        });
  }

  private void tell(
      Template template, Random source, BooleanSupplier wanted, PauseOwner owner, boolean pause) {
    for (Enrollment enrollment : enrollments) {
      if (enrollment.template == template) {
        in(
            Duration.ofSeconds(source.nextInt(36_000)),
            () -> {
              if (wanted.getAsBoolean() && enrollment.live()) {
                enrollment.path.apply(
                    pause
                        ? new PathInput.Paused(now, owner, TimerMode.FREEZE)
                        : new PathInput.Resumed(now, owner, ResumeMode.CONTINUE));
              }
            });
      }
    }
  }

  private static Duration hours(Random source, int most) {
    return Duration.ofMinutes(60L + source.nextInt(most * 60));
  }

  // ---- time ----

  /** Until nothing can go on; fails where a law is broken, or somebody stands still who could. */
  CampaignYear run() {
    Instant end = start.plus(PATIENCE);
    while (true) {
      enrollments.forEach(this::settle);
      enrollments.forEach(this::assertGoesOn);
      Optional<Instant> next = next();
      if (next.isEmpty() || next.get().isAfter(end) || nobodyEver()) {
        return this;
      }
      now = next.get().isAfter(now) ? next.get() : now;
      slots.now(now);
      prune();
      if (!agenda.isEmpty() && !agenda.peek().at().isAfter(now)) {
        agenda.poll().what().run();
      } else {
        enrollments.stream().filter(Enrollment::live).forEach(this::wake);
      }
    }
  }

  private Optional<Instant> next() {
    Optional<Instant> outside = Optional.ofNullable(agenda.peek()).map(Due::at);
    return Stream.concat(
            outside.stream(),
            enrollments.stream().filter(Enrollment::live).flatMap(it -> alarms(it).stream()))
        .min(Comparator.naturalOrder());
  }

  private static List<Instant> alarms(Enrollment enrollment) {
    List<Instant> alarms = new ArrayList<>(enrollment.tried.values());
    PathMachine.deadline(enrollment.path.state()).ifPresent(alarms::add);
    return alarms;
  }

  private void prune() {
    LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
    if (today.isAfter(pruned)) {
      pruned = today;
      Duration longest =
          limitsOfPeople.limits().stream()
              .map(ContactLimits.Limit::period)
              .max(Comparator.naturalOrder())
              .filter(period -> period.compareTo(Duration.ofDays(2)) > 0)
              .orElse(Duration.ofDays(2));
      slots.forgetBefore(now.minus(longest));
      Set<UUID> over = new HashSet<>();
      enrollments.stream()
          .filter(it -> it.path.over())
          .forEach(it -> over.add(it.path.state().runId()));
      slots.forget(mail -> over.contains(mail.runId()));
    }
  }

  private void wake(Enrollment enrollment) {
    PathMachine.deadline(enrollment.path.state())
        .filter(due -> !due.isAfter(now))
        .ifPresent(due -> enrollment.path.apply(new PathInput.TimerFired(now, due)));
    settle(enrollment);
  }

  /** Does all work that can be done now. */
  private void settle(Enrollment enrollment) {
    SimulatedPath path = enrollment.path;
    if (!enrollment.begun) {
      return;
    }
    boolean worked = true;
    while (worked) {
      worked = false;
      for (Optional<PathWork> work = path.poll(); work.isPresent(); work = path.poll()) {
        if (PathMachine.isWanted(path.state(), work.get())) {
          path.perform(work.get(), now);
        }
        worked = true;
      }
      for (SimulatedPath.RemoteStep step : path.remote()) {
        worked |= remote(enrollment, step);
      }
    }
    enrollment
        .tried
        .keySet()
        .retainAll(path.remote().stream().map(SimulatedPath.RemoteStep::nodeId).toList());
    expectAnswers(enrollment);
  }

  private void expectAnswers(Enrollment enrollment) {
    for (OpenTask task : enrollment.path.tasks()) {
      if (enrollment.asked.add(task.id())) {
        in(
            hours(random, 100),
            () ->
                enrollment.path.apply(
                    new PathInput.TaskAnswered(now, task.id(), "done", null, "user:ada")));
      }
    }
  }

  /** An enrollment that nobody holds has something that makes it go on. */
  private void assertGoesOn(Enrollment enrollment) {
    if (enrollment.free()) {
      assertThat(
              !enrollment.tried.isEmpty()
                  || PathMachine.deadline(enrollment.path.state()).isPresent()
                  || !enrollment.path.tasks().isEmpty())
          .as("something makes it go on: %s", enrollment.path.state())
          .isTrue();
    }
  }

  // ---- a mail ----

  /** Whether an activity came to something; otherwise another worker tries it again. */
  private boolean remote(Enrollment enrollment, SimulatedPath.RemoteStep step) {
    PathPlan.Step node = enrollment.template.plan.step(step.nodeId()).orElseThrow();
    if (!PathMachine.isWanted(enrollment.path.state(), new PathWork.ExecuteStep(node.id()))) {
      return false; // the machine has cancelled it
    }
    assertThat(node.type()).isEqualTo("email.send");
    Instant due = enrollment.tried.computeIfAbsent(node.id(), same -> now.plus(latency()));
    if (due.isAfter(now)) {
      return false;
    }
    Optional<StepOutcome> outcome;
    try {
      outcome = attempt(enrollment, node);
    } catch (StepException e) {
      outcome = Optional.of(PathEvaluation.failed(e));
    }
    if (outcome.isEmpty()) {
      return false;
    }
    enrollment.tried.remove(node.id());
    enrollment.ready.put(node.id(), outcome.get());
    enrollment.path.finish(step, now);
    return true;
  }

  private Duration latency() {
    Random source = draw.of(Feature.LATE_WORKERS);
    return draw.has(Feature.LATE_WORKERS) && source.nextInt(20) == 0
        ? hours(source, 60)
        : Duration.ofMillis(random.nextInt(2_000));
  }

  /** As {@link EmailSender} goes about it; empty when a worker died, and another tries again. */
  private Optional<StepOutcome> attempt(Enrollment enrollment, PathPlan.Step step)
      throws StepException {
    Person person = enrollment.person;
    JsonNode config = step.config();
    String key = enrollment.path.state().runId() + "/" + step.id() + "/1";
    if (enrollment.sent.contains(key)) {
      return Optional.of(StepOutcome.completed(null));
    }
    boolean transactional = config.path("transactional").asBoolean();
    String topic = transactional ? null : config.path("topic").textValue();
    require(topic, enrollment);
    SendRequest mail =
        new SendRequest(
            key,
            mailbox(enrollment, config),
            enrollment.path.state().runId(),
            person.id,
            person.email,
            config.path("followUp").asBoolean(),
            transactional);
    switch (ask(enrollment, config, mail)) {
      case SendSlot.Later later -> {
        assertThat(later.at()).isAfter(now);
        held.merge(later.reason(), 1, Integer::sum);
        if (later.left().compareTo(Duration.ofSeconds(2)) > 0) {
          return Optional.of(new StepOutcome.Waiting(SendQueue.wait(later, now)));
        }
        enrollment.tried.put(step.id(), later.at());
        return Optional.empty();
      }
      case SendSlot.Now released -> laws.released(mail, now);
    }
    if (draw.has(Feature.DYING_WORKERS) && draw.of(Feature.DYING_WORKERS).nextInt(20) == 0) {
      enrollment.died.add(key);
      enrollment.tried.put(
          step.id(), now.plusSeconds(1 + draw.of(Feature.DYING_WORKERS).nextInt(900)));
      return Optional.empty();
    }
    meanwhile(enrollment);
    require(topic, enrollment);
    leave(enrollment, config, mail);
    return Optional.of(StepOutcome.completed(Jsonb.object().put("to", person.email)));
  }

  /** Between the release and the claim somebody decides otherwise. */
  private void meanwhile(Enrollment enrollment) {
    if (draw.has(Feature.REMOVALS) && draw.of(Feature.REMOVALS).nextInt(40) == 0) {
      end(enrollment, "removed in between");
    }
    if (draw.has(Feature.UNSUBSCRIBES) && draw.of(Feature.UNSUBSCRIBES).nextInt(40) == 0) {
      enrollment.person.leftTopic = true;
    }
  }

  private void require(String topic, Enrollment enrollment) throws StepException {
    Person person = enrollment.person;
    Optional<StepException> refusal =
        SendPermission.refusal(
            topic,
            new SendPermission.Standing(
                person.email,
                person.suppressed,
                List.of(
                    new SendPermission.Person(
                        person.archived, person.unsubscribed, person.leftTopic)),
                enrollment.ended == null));
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }

  private String mailbox(Enrollment enrollment, JsonNode config) {
    JsonNode names = config.path("mailboxes");
    if (names.isEmpty()) {
      return config.path("mailbox").asText();
    }
    Person person = enrollment.person;
    return enrollment.template.mailboxes.computeIfAbsent(
        person.id,
        id ->
            MailboxPool.choose(
                    IntStream.range(0, names.size())
                        .mapToObj(i -> offer(names.get(i).asText()))
                        .toList(),
                    id.toString())
                .mailbox());
  }

  private MailboxPool.Offer offer(String mailbox) {
    List<Applied> limits = slots.applying(mailbox);
    return new MailboxPool.Offer(
        mailbox,
        pausedMailboxes.contains(mailbox),
        MailboxPool.perDay(mailbox, limits) - slots.since(mailbox, now.minus(Duration.ofDays(1))));
  }

  private SendSlot ask(Enrollment enrollment, JsonNode config, SendRequest mail)
      throws StepException {
    Person person = enrollment.person;
    MailGates.Pause pause = null;
    if (enrollment.template.paused) {
      pause = new MailGates.Pause(GateReason.TEMPLATE_PAUSED, "its template is paused");
    } else if (pausedMailboxes.contains(mail.mailbox())) {
      pause = new MailGates.Pause(GateReason.MAILBOX_PAUSED, "paused");
    }
    MailGates gates =
        MailGates.of(
            config,
            person.fields,
            mail,
            new MailGates.Standing(
                limitsOfPeople,
                person.hold != null && person.hold.until().isAfter(now) ? person.hold : null,
                slots.applying(mail.mailbox()),
                pause));
    if (gates.needsLedger()) {
      return new SendAdmission(slots, now).ask(mail, gates);
    }
    SendPlanner.Plan plan = gates.alone(now, Duration.ZERO);
    return plan.at().isAfter(now)
        ? new SendSlot.Later(
            plan.at(), Duration.between(now, plan.at()), plan.reason(), plan.words())
        : new SendSlot.Now(now);
  }

  private void leave(Enrollment enrollment, JsonNode config, SendRequest mail) {
    Person person = enrollment.person;
    assertThat(enrollment.sent.add(mail.key())).as("%s leaves once", mail).isTrue();
    List<String> forbidden = new ArrayList<>();
    if (person.suppressed != null || person.unsubscribed || person.archived) {
      forbidden.add("its recipient wants no mail");
    }
    if (person.leftTopic && config.has("topic") && !mail.transactional()) {
      forbidden.add("its recipient has left the topic");
    }
    if (enrollment.ended != null) {
      forbidden.add("the enrollment has ended: " + enrollment.ended);
    }
    if (enrollment.template.paused || pausedMailboxes.contains(mail.mailbox())) {
      forbidden.add("its template or mailbox is paused");
    }
    if (person.hold != null && person.hold.until().isAfter(now) && !mail.transactional()) {
      forbidden.add("its recipient is left alone");
    }
    if (enrollment.path.state().pauses().any() && enrollment.path.remote().isEmpty()) {
      forbidden.add("the enrollment is paused");
    }
    String mailbox = enrollment.template.mailboxes.getOrDefault(person.id, mail.mailbox());
    if (!mailbox.equals(mail.mailbox())) {
      forbidden.add("its person has the mailbox " + mailbox);
    }
    ZoneId zone = person.zone == null ? limitsOfPeople.defaultTimezone() : person.zone;
    boolean again = enrollment.died.contains(mail.key());
    laws.leaves(
        new SendLaws.Left(now, mail, config, zone, again),
        new SendLaws.Law(rates, limitsOfPeople, forbidden));
  }

  /** Nothing happens from outside any more, and whoever waits does so for ever. */
  private boolean nobodyEver() {
    return agenda.isEmpty()
        && enrollments.stream().filter(Enrollment::free).allMatch(this::hoursExcludeEachOther);
  }

  /**
   * Whether the mail that it waits with may leave at no time, as its template is and people are.
   */
  private boolean hoursExcludeEachOther(Enrollment enrollment) {
    List<WaitingOn> waits = PathMachine.waitingOn(enrollment.path.state());
    return waits.stream().anyMatch(wait -> wait.kind().equals("gate"))
        && excluded.computeIfAbsent(
            enrollment.path.state().runId() + "/" + waits.getFirst().nodeId(),
            same -> excludeEachOther(enrollment, waits.getFirst().nodeId()));
  }

  private boolean excludeEachOther(Enrollment enrollment, String nodeId) {
    ContactLimits.QuietHours quiet = limitsOfPeople.quietHours();
    ZoneId zone =
        enrollment.person.zone == null ? limitsOfPeople.defaultTimezone() : enrollment.person.zone;
    JsonNode window = enrollment.template.plan.step(nodeId).orElseThrow().config().path("window");
    return quiet != null
        && IntStream.range(0, 60 * 24 * 14)
            .mapToObj(minute -> now.plus(Duration.ofMinutes(minute)))
            .noneMatch(
                at -> SendLaws.isOpen(window, at, zone) && !SendLaws.isQuiet(quiet, at, zone));
  }

  // ---- what came of it ----

  /** {@code held} says how often a mail asked and was held, by what held it. */
  record Story(int mails, int ended, Map<GateReason, Integer> held, long days) {}

  Story story() {
    for (Enrollment enrollment : enrollments) {
      boolean over = !enrollment.begun || enrollment.path.over();
      assertThat(over || enrollment.pausedForGood || hoursExcludeEachOther(enrollment))
          .as("%s has come to its end: %s", enrollment.person.email, enrollment.path.state())
          .isTrue();
    }
    int ended = (int) enrollments.stream().filter(it -> it.path.over()).count();
    return new Story(laws.left().size(), ended, held, Duration.between(start, now).toDays());
  }
}
