package dev.stitch.activities.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.email.CampaignCast.Enrollment;
import dev.stitch.activities.email.CampaignCast.Person;
import dev.stitch.activities.email.CampaignCast.Template;
import dev.stitch.activities.email.RandomCampaign.Feature;
import dev.stitch.campaign.TemplateCheck;
import dev.stitch.campaign.TemplateDefinition;
import dev.stitch.machine.PathInput;
import dev.stitch.store.Jsonb;
import dev.stitch.store.sending.ContactLimits;
import dev.stitch.store.sending.SendRate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** What is there in a {@link CampaignYear}, what time it is, and what will happen at which time. */
final class CampaignWorld {

  final RandomCampaign draw;
  final Random random;
  final Instant start;
  final MemorySlots slots;
  final SendLaws laws = new SendLaws();
  final List<Person> people = new ArrayList<>();
  final List<Template> templates = new ArrayList<>();
  final List<Enrollment> enrollments = new ArrayList<>();
  final Map<String, SendRate> rates = new HashMap<>();
  final Set<String> pausedMailboxes = new HashSet<>();
  final PriorityQueue<Due> agenda =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::number));
  ContactLimits limitsOfPeople;
  Instant now;
  private int numbers;

  record Due(Instant at, int number, Runnable what) {}

  CampaignWorld(long seed, Set<Feature> features, int contacts) {
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
    for (Template template : templates) {
      for (Person person : people) {
        enrollments.add(
            new Enrollment(new UUID(seed, 1_000 + enrollments.size()), template, person));
      }
    }
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

  void in(Duration time, Runnable what) {
    agenda.add(new Due(now.plus(time), numbers++, what));
  }

  Person any(Random source) {
    return people.get(source.nextInt(people.size()));
  }

  Enrollment enrolled(Random source) {
    return enrollments.get(source.nextInt(enrollments.size()));
  }

  void setLimit(String mailbox) {
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

  void countWhatLeft(Duration time) {
    laws.left().stream()
        .filter(mail -> mail.at().isAfter(now.minus(time)))
        .forEach(mail -> slots.left(mail.mail(), mail.at()));
  }

  /** Its row first; the run hears of it later. */
  void end(Enrollment enrollment, String why) {
    if (enrollment.ended == null && !enrollment.path.over()) {
      enrollment.ended = why;
      in(
          Duration.ofSeconds(10 + random.nextInt(20_000)),
          () -> enrollment.path.apply(new PathInput.CancelRequested(now)));
    }
  }

  static Duration hours(Random source, int most) {
    return Duration.ofMinutes(60L + source.nextInt(most * 60));
  }

  ZoneId zoneOf(Person person) {
    return person.zone == null ? limitsOfPeople.defaultTimezone() : person.zone;
  }
}
